// What an effect is. One file in src/stage/effects exports one record by default and adds its name to Chain:
//
//   const params = { amount: { kind: 'number', label: 'Amount', min: 0, max: 1, default: 1 } } as const
//   export default defineEffect({
//     name: 'negative', label: 'Negative', help: 'Exchanges light and dark.', params,
//     build: (_, input, { amount }) => (st) => { const c = input(st); return vec4(mix(c.rgb, c.rgb.oneMinus(), amount), c.a) },
//   })
//   declare module '../chain' { interface Chain { negative(values?: ParamsOf<typeof params>): Chain } }
import type { NumberSpec } from '../show/param'
import type { Value } from '../core/signal'
import type { FloatNode, Sampler, TextureSampler, Vec2Node } from './sampler'
import type { TargetOptions } from './targets'

export type EffectParams = Readonly<Record<string, NumberSpec>>

/** What a caller may give: numbers or signals, sampled once a frame and held to the parameter's range. */
export type ParamsOf<P extends EffectParams> = { readonly [K in keyof P]?: Value }

/** The same as the shader sees it. */
export type ParamNodes<P extends EffectParams> = { readonly [K in keyof P]: FloatNode }

export interface PassOptions extends TargetOptions {
  /** Of the stage's size. @defaultValue 1 */
  scale?: number
}

/** What an effect may ask for while it is built. Everything it is given goes when the sketch goes. */
export interface EffectContext {
  /** Engine time, seconds. */
  readonly time: FloatNode
  /** Since the frame before, seconds, never more than a tenth. */
  readonly dt: FloatNode
  /** The stage, in pixels. */
  readonly resolution: Vec2Node
  /** Its width by its height. */
  readonly aspect: FloatNode
  /** Draws `sampler` into a picture of its own before it is used. */
  pass(label: string, sampler: Sampler, options?: PassOptions): TextureSampler
  /** As `pass`, and the drawing sees its own picture of the frame before (black and clear on the first). */
  history(label: string, draw: (before: TextureSampler) => Sampler, options?: PassOptions): TextureSampler
  /** For an effect that asks for many places: the input itself if asking is cheap, else a pass of it. */
  cheap(input: Sampler): TextureSampler
}

export interface EffectRecord<P extends EffectParams = EffectParams> {
  /** The method's name on a chain. */
  readonly name: string
  readonly label: string
  /** One sentence: what it does to the picture. */
  readonly help: string
  readonly params: P
  /** Names of further chains it takes before its parameters. */
  readonly inputs?: readonly string[]
  build(context: EffectContext, input: Sampler, params: ParamNodes<P>, ...others: Sampler[]): Sampler
}

export function defineEffect<const P extends EffectParams>(record: EffectRecord<P>): EffectRecord<P> {
  return record
}
