// What a chain can read besides other chains: outputs and external sources, known here by name only.

/** Something with a picture of its own; the stage knows where that is. */
export abstract class LiveTexture {
  /** Unlike that of any other: 'o0', 's2', 'picture cover'. */
  abstract readonly key: string
}
