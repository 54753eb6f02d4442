// How numbers lie in the buffers between passes. Sums, norms and styles are always f32.
import type { Pass } from './fuse'

/**
 * - f32: as they are.
 * - f16: half floats, where the device has 'shader-f16'; half the traffic.
 * - packed: the same half floats, two to a u32, which every device can unpack; a few more instructions a load.
 */
export type Numbers = 'f32' | 'f16' | 'packed'

/** What one WGSL element of four channels is, and how it is read and written. */
interface Element {
  readonly type: string
  readonly bytes: number
  /** Element to vec4f. */
  load(element: string): string
}

/** The storage of pictures between passes, and of weights. */
export interface NumberStore extends Element {
  readonly numbers: Numbers
  /** At the head of each shader. */
  readonly enable: string
  /** Functions that `load` and `save` call. */
  readonly functions: string
  /** vec4f to element. */
  save(vector: string): string
  /** What `load` gives of what `save` made is not what it was. */
  readonly rounds: boolean
  readonly weights: Element
}

const PLAIN: Element = { type: 'vec4f', bytes: 16, load: (e) => e }
const HALF: Element = { type: 'vec4h', bytes: 8, load: (e) => `vec4f(${e})` }
/** What is larger becomes the largest half float: beyond it the conversion may give anything. */
const INTO_RANGE = 'fn intoRange(v: vec4f) -> vec4f { return clamp(v, vec4f(-65504), vec4f(65504)); }'

/**
 * How a pass's weights are stored. Those of four 2x2 kernels stay f32: the four have to add up to the same, or a picture of one
 * colour comes out in squares. So do those of the pass that paints: they are few, and nothing evens out their rounding.
 */
export function weightElement(store: NumberStore, pass: Pick<Pass, 'folded' | 'target'>): Element {
  return pass.folded || !pass.target ? PLAIN : store.weights
}

export const STORES: Readonly<Record<Numbers, NumberStore>> = {
  f32: { ...PLAIN, numbers: 'f32', enable: '', functions: '', save: (v) => v, rounds: false, weights: PLAIN },
  f16: {
    ...HALF,
    numbers: 'f16',
    enable: 'enable f16;',
    functions: INTO_RANGE,
    save: (v) => `vec4h(intoRange(${v}))`,
    rounds: true,
    weights: HALF,
  },
  packed: {
    numbers: 'packed',
    enable: '',
    type: 'vec2u',
    bytes: 8,
    functions: `${INTO_RANGE}
fn unpacked(e: vec2u) -> vec4f { return vec4f(unpack2x16float(e.x), unpack2x16float(e.y)); }
fn packed(v: vec4f) -> vec2u { let r = intoRange(v); return vec2u(pack2x16float(r.xy), pack2x16float(r.zw)); }`,
    load: (e) => `unpacked(${e})`,
    save: (v) => `packed(${v})`,
    rounds: true,
    // A weight serves too few multiplications to be worth unpacking.
    weights: PLAIN,
  },
}
