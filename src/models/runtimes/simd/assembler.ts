// Writes WebAssembly (webassembly.github.io/spec/core/binary) from expressions: just what the painter's kernels are made of.

/** Instructions in binary; an expression leaves one value. */
export type Code = readonly number[]

export type Type = 'i32' | 'f32' | 'v128'
const TYPES: Record<Type, number> = { i32: 0x7f, f32: 0x7d, v128: 0x7b }

export interface Local {
  readonly get: Code
  set(value: Code): Code
  /** i32 only. */
  add(value: Code): Code
}

export interface Kernel {
  readonly name: string
  readonly params: readonly Type[]
  readonly locals: readonly Type[]
  readonly body: Code
}

/** Names locals as the kernel's body asks for them. */
export class Locals {
  readonly types: Type[] = []

  constructor(private readonly first: number) {}

  make(type: Type): Local {
    this.types.push(type)
    return local(this.first + this.types.length - 1)
  }

  /** `count` of them. */
  vectors(count: number): Local[] {
    return Array.from({ length: count }, () => this.make('v128'))
  }
}

/** A function without a result. */
export function kernel<const P extends readonly Type[]>(
  name: string,
  params: P,
  body: (locals: Locals, ...args: { [K in keyof P]: Local }) => Code,
): Kernel {
  const locals = new Locals(params.length)
  const args = params.map((_, i) => local(i)) as { [K in keyof P]: Local }
  const code = body(locals, ...args)
  return { name, params, locals: locals.types, body: code }
}

function local(index: number): Local {
  const get = [0x20, ...unsigned(index)]
  const set = (value: Code): Code => [...value, 0x21, ...unsigned(index)]
  return { get, set, add: (value) => set(add(get, value)) }
}

export function int(value: number): Code {
  return [0x41, ...signed(value)]
}

export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a]
export const mul = (a: Code, b: Code): Code => [...a, ...b, 0x6c]
export const xor = (a: Code, b: Code): Code => [...a, ...b, 0x73]
/** Zeros come in. */
export const shiftRight = (a: Code, bits: number): Code => [...a, ...int(bits), 0x76]
export const loadInt = (address: Code, offset = 0): Code => [...address, 0x28, 2, ...unsigned(offset)]

/** Does `body` until `count`, at least 1 at first, is 0. */
export function countDown(count: Local, ...body: Code[]): Code {
  return [0x03, 0x40, ...body.flat(), ...count.add(int(-1)), ...count.get, 0x0d, 0, 0x0b]
}

/** Four floats at an address that is a multiple of 4 or more. */
export const load = (address: Code, offset = 0): Code => [...address, 0xfd, 0x00, 2, ...unsigned(offset)]
export const store = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  0xfd,
  0x0b,
  2,
  ...unsigned(offset),
]
/** One float, four times. */
export const loadSplat = (address: Code, offset = 0): Code => [...address, 0xfd, 0x09, 2, ...unsigned(offset)]
/** Four bytes as the first lane. */
export const loadBytes = (address: Code): Code => [...address, 0xfd, 0x5c, 0, 0]
export const storeBytes = (address: Code, value: Code): Code => [...address, ...value, 0xfd, 0x5a, 0, 0, 0]
/** An f32 local in all lanes. */
export const splat = (value: Code): Code => [...value, 0xfd, 0x13]

const binary =
  (op: number) =>
  (a: Code, b: Code): Code => [...a, ...b, 0xfd, ...unsigned(op)]
const unary =
  (op: number) =>
  (a: Code): Code => [...a, 0xfd, ...unsigned(op)]

/** Arithmetic on one float. */
export const f32 = {
  all: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x92],
  mul: (a: Code, b: Code): Code => [...a, ...b, 0x94],
  /** Of a whole number without a sign. */
  fromInt: (a: Code): Code => [...a, 0xb3],
}

/** Arithmetic on four floats. */
export const f32x4 = {
  all: (value: number): Code => constant(new Uint8Array(Float32Array.of(value, value, value, value).buffer)),
  add: binary(0xe4),
  sub: binary(0xe5),
  mul: binary(0xe6),
  div: binary(0xe7),
  /** a < b ? b : a, one instruction where `max` is several. */
  larger: binary(0xeb),
  /** b < a ? b : a */
  smaller: binary(0xea),
  below: binary(0x43),
  round: unary(0x6a),
  fromInt: unary(0xfa),
  /** a * b + c: rounded once where `relaxed`, which processors do in one instruction. */
  fma: (relaxed: boolean, a: Code, b: Code, c: Code): Code =>
    relaxed ? [...a, ...b, ...c, 0xfd, ...unsigned(0x105)] : f32x4.add(f32x4.mul(a, b), c),
}

/** On four whole numbers, or on bits. */
export const i32x4 = {
  all: (value: number): Code => constant(new Uint8Array(Int32Array.of(value, value, value, value).buffer)),
  add: binary(0xae),
  shiftLeft: (a: Code, bits: number): Code => [...a, ...int(bits), 0xfd, ...unsigned(0xab)],
  /** Too large and too small become the largest and the smallest. */
  fromFloat: unary(0xf8),
  /** Four numbers, held to 0..255, as the first four bytes. */
  toBytes: (a: Local): Code => {
    const halves = [...a.get, ...a.get, 0xfd, ...unsigned(0x85)]
    return [...a.set(halves), ...a.get, ...a.get, 0xfd, ...unsigned(0x66)]
  },
  /** The first four bytes as numbers. */
  fromBytes: (a: Code): Code => [...a, 0xfd, ...unsigned(0x89), 0xfd, ...unsigned(0xa9)],
  or: binary(0x50),
  /** Bits of a where mask is 1, of b elsewhere. */
  choose: (a: Code, b: Code, mask: Code): Code => [...a, ...b, ...mask, 0xfd, 0x52],
}

function constant(bytes: Uint8Array): Code {
  return [0xfd, 0x0c, ...bytes]
}

/** '\0asm', version 1. */
const HEAD: Code = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** The most pages of 64 KiB that a memory shared by threads may grow to. */
export const MOST_PAGES = 16_384

/** A module that works on the memory `env.memory` and exports every kernel by its name. */
export function assemble(kernels: readonly Kernel[], shared: boolean): Uint8Array<ArrayBuffer> {
  const signatures = [...new Set(kernels.map((k) => k.params.join()))]
  const types = signatures.map((signature) => {
    const params = signature.split(',').map((type) => TYPES[type as Type])
    return [0x60, ...list(params.map((type) => [type])), 0]
  })
  const limits = shared ? [0x03, 1, ...unsigned(MOST_PAGES)] : [0x00, 1]
  const bodies = kernels.map(({ locals, body }) => {
    const code = [...list(locals.map((type) => [1, TYPES[type]])), ...body, 0x0b]
    return [...unsigned(code.length), ...code]
  })
  return Uint8Array.from([
    ...HEAD,
    ...section(1, list(types)),
    ...section(2, list([[...text('env'), ...text('memory'), 0x02, ...limits]])),
    ...section(3, list(kernels.map((k) => unsigned(signatures.indexOf(k.params.join()))))),
    ...section(7, list(kernels.map((k, i) => [...text(k.name), 0x00, ...unsigned(i)]))),
    ...section(10, list(bodies)),
  ])
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content]
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

function text(value: string): Code {
  const bytes = new TextEncoder().encode(value)
  return [...unsigned(bytes.length), ...bytes]
}

/** LEB128 */
function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return [...bytes, rest]
}

function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x3f || rest < -0x40; rest >>= 7) bytes.push((rest & 0x7f) | 0x80)
  return [...bytes, rest & 0x7f]
}
