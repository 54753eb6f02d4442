// One way to say that something went wrong: what was asked, what was found, what to do about it.

export interface ImpastoErrorParts {
  /** What was asked for, as the start of a sentence: "Model 'bank-1' needs weights.safetensors". */
  asked: string
  /** What was found instead: "the file answered 404". */
  found: string
  /** What to do, or what happens now: "Playing the next style; put the file back and reload it from the panel." */
  remedy: string
  /** Where: the trace from the outside in, e.g. ['sketch portrait', 'line 12, column 4']. */
  path?: readonly string[]
  /** The error underneath, if any. */
  cause?: unknown
}

/** An error whose message can be shown to a performer as it is. */
export class ImpastoError extends Error {
  readonly asked: string
  readonly found: string
  readonly remedy: string
  readonly path: readonly string[]

  constructor({ asked, found, remedy, path = [], cause }: ImpastoErrorParts) {
    const where = path.length > 0 ? ` (${path.join(' › ')})` : ''
    super(`${asked}: ${found}. ${remedy}${where}`, cause === undefined ? undefined : { cause })
    this.name = 'ImpastoError'
    this.asked = asked
    this.found = found
    this.remedy = remedy
    this.path = path
  }
}

/** The readable text of anything that was thrown, even of what has none. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown)
  } catch {
    return 'something without a text'
  }
}
