// What a function of the live dialect is. One file in src/dialect/functions exports one record by default; from it come the
// global function or the method of chains, completion, hover help and a test. A file adds its method to the types itself:
//
//   export default defineFunction({
//     name: 'negative', kind: 'color', doc: 'Exchanges light and dark.', example: 'osc(10, 0.1, 1).negative(0.5)',
//     args: { amount: { default: 1, min: 0, max: 1, help: 'How much of it.' } },
//     build: (c, { amount }) => vec4(mix(c.rgb, c.rgb.oneMinus(), amount), c.a),
//   })
//   declare module '../live-chain' { interface LiveChain { negative(amount?: Arg): LiveChain } }
import type { Node } from 'three/webgpu'
import type { BoolNode, FloatNode, Sampler, Vec2Node, Vec4Node } from '../stage/sampler'

/**
 * 'src' begins a chain; 'coord' changes the place, 'color' the colour; 'combine' takes another chain's colour in, 'combineCoord' bends the
 * place by another chain. These are the words of `setFunction`.
 */
export type FunctionKind = 'src' | 'coord' | 'color' | 'combine' | 'combineCoord'

/** A number: constant, array, function or signal, updated once a frame; or a chain, which counts r+g+b+a at that place. */
export interface NumberArg {
  readonly type?: 'float'
  readonly default: number
  /** Where it is interesting, for sliders: nothing is held to it. */
  readonly min: number
  readonly max: number
  readonly help: string
}

/** Four numbers. */
export interface FourArg {
  readonly type: 'vec4'
  readonly default: readonly [number, number, number, number]
  readonly help: string
}

/** A chain, an output or a source. */
export interface TextureArg {
  readonly type: 'texture'
  readonly help: string
}

export type ArgSpec = NumberArg | FourArg | TextureArg
export type ArgSpecs = Readonly<Record<string, ArgSpec>>

/** The arguments as the shader sees them. */
export type ArgNodes<A extends ArgSpecs> = {
  readonly [K in keyof A]: A[K] extends TextureArg ? Sampler : A[K] extends FourArg ? Vec4Node : FloatNode
}

/** What a function may use besides its arguments. */
export interface FunctionContext {
  /** The sketch's time, seconds. */
  readonly time: FloatNode
  /** The stage, in pixels. */
  readonly resolution: Vec2Node
  /** The last frame of the output that is being drawn. */
  readonly previous: Sampler
  /** What else is known of an argument; null: it is a picture. */
  known(arg: FloatNode): KnownNumber | null
  /**
   * What `make` writes, worked out once for the whole picture instead of at every pixel; at every pixel after all where one of the
   * numbers that it is made `of` is a picture. `name` is unlike others of the same function.
   */
  once<T>(name: string, of: readonly FloatNode[], make: () => Node<T>): Node<T>
}

/** What compilers of shaders do with a number that was typed, for shaders that do not know it yet. */
export interface KnownNumber {
  /** True when it was written as a number, and stays until the code changes. */
  readonly fixed: BoolNode
  /** Its cosine and sine, as exact as the processor has them: those of a GPU are good for four digits. */
  readonly turned: Vec2Node
}

interface Described<A extends ArgSpecs> {
  readonly name: string
  /** In the order of a call; 'combine' and 'combineCoord' take a chain before them. */
  readonly args: A
  /** One sentence: what is seen. */
  readonly doc: string
  /** A chain that shows it, without `.out()`. */
  readonly example: string
}

export interface SourceRecord<A extends ArgSpecs = ArgSpecs> extends Described<A> {
  readonly kind: 'src'
  build(st: Vec2Node, args: ArgNodes<A>, context: FunctionContext): Vec4Node
}

export interface CoordRecord<A extends ArgSpecs = ArgSpecs> extends Described<A> {
  readonly kind: 'coord'
  build(st: Vec2Node, args: ArgNodes<A>, context: FunctionContext): Vec2Node
}

export interface ColorRecord<A extends ArgSpecs = ArgSpecs> extends Described<A> {
  readonly kind: 'color'
  build(c: Vec4Node, args: ArgNodes<A>, context: FunctionContext): Vec4Node
}

export interface CombineRecord<A extends ArgSpecs = ArgSpecs> extends Described<A> {
  readonly kind: 'combine'
  build(c: Vec4Node, d: Vec4Node, args: ArgNodes<A>, context: FunctionContext): Vec4Node
}

export interface BendRecord<A extends ArgSpecs = ArgSpecs> extends Described<A> {
  readonly kind: 'combineCoord'
  build(st: Vec2Node, d: Vec4Node, args: ArgNodes<A>, context: FunctionContext): Vec2Node
}

export type FunctionRecord<A extends ArgSpecs = ArgSpecs> =
  SourceRecord<A> | CoordRecord<A> | ColorRecord<A> | CombineRecord<A> | BendRecord<A>

export function defineFunction<const A extends ArgSpecs>(record: FunctionRecord<A>): FunctionRecord<A> {
  return record
}

/** True for the kinds whose first argument is a chain. */
export function takesChain({ kind }: { readonly kind: string }): boolean {
  return kind === 'combine' || kind === 'combineCoord'
}
