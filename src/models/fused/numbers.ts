// How numbers lie in the buffers between passes. Sums are always f32.

/** The storage type of pictures between passes; half floats would be one more of these. */
export interface NumberStore {
  /** At the head of each shader. */
  readonly enable: string
  /** WGSL element of four channels. */
  readonly type: string
  readonly bytes: number
  /** Element to vec4f, and back. */
  load(element: string): string
  save(vector: string): string
}

export const F32: NumberStore = { enable: '', type: 'vec4f', bytes: 16, load: (e) => e, save: (v) => v }
