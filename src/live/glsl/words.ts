// What GLSL's types are called in WGSL, and how a value of one becomes one of another.
import { GlslError } from './tokens'

/** A piece of WGSL with the type that it has in GLSL. */
export interface Value {
  readonly code: string
  readonly type: string
  /** A whole number that was written as one, and may stand for any kind of number. */
  readonly literal?: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  void: 'void',
  float: 'f32',
  int: 'i32',
  uint: 'u32',
  bool: 'bool',
  ...vectors('vec', 'f32'),
  ...vectors('ivec', 'i32'),
  ...vectors('uvec', 'u32'),
  ...vectors('bvec', 'bool'),
  mat2: 'mat2x2<f32>',
  mat3: 'mat3x3<f32>',
  mat4: 'mat4x4<f32>',
}

function vectors(name: string, of: string): Record<string, string> {
  return Object.fromEntries([2, 3, 4].map((count) => [`${name}${count}`, `vec${count}<${of}>`]))
}

export function isType(name: string): boolean {
  return name in TYPES
}

/** The name of a type in WGSL. `float[4]` is an array. */
export function spelled(type: string): string {
  const [, of = type, count] = /^(\w+)\[(\d+)\]$/.exec(type) ?? []
  const name = TYPES[of]
  if (name === undefined) throw new GlslError(`the type '${of}' is not known here`)
  return count === undefined ? name : `array<${name}, ${count}>`
}

/** Numbers in a value of that type; 0: it is no number and no vector. */
export function countOf(type: string): number {
  if (/^(float|u?int|bool)$/.test(type)) return 1
  return Number(/^[iub]?vec([234])$/.exec(type)?.[1] ?? 0)
}

/** What a vector is made of; a scalar is made of itself, a matrix of floats. */
export function scalarOf(type: string): string {
  const [, letter] = /^([iub]?)(?:vec|mat)[234]$/.exec(type) ?? []
  if (letter === undefined) return type
  return { i: 'int', u: 'uint', b: 'bool' }[letter] ?? 'float'
}

export function vectorOf(scalar: string, count: number): string {
  if (count === 1) return scalar
  const letter = scalar === 'float' ? '' : scalar.slice(0, 1)
  return `${letter}vec${count}`
}

/** `value` as a `type` of as many numbers, a single one standing for all. @throws {GlslError} it cannot be one */
export function as(value: Value, type: string): Value {
  if (value.type === type) return value
  const [from, to] = [countOf(value.type), countOf(type)]
  if (from === 0 || to === 0 || (from !== 1 && from !== to))
    throw new GlslError(`a ${value.type} stands where a ${type} is needed`)
  if (value.literal === true && type === 'float') return { code: `${value.code}.0`, type }
  return { code: `${spelled(type)}(${value.code})`, type }
}

/** The type in which two numbers or vectors meet. */
export function common(a: Value, b: Value): string {
  const scalar = scalarOf(a.literal === true ? b.type : a.type)
  const met = scalar === 'int' && scalarOf(b.type) === 'float' ? 'float' : scalar
  return vectorOf(met, Math.max(countOf(a.type), countOf(b.type)))
}

const SETS = ['xyzw', 'rgba', 'stpq']

/** `.rg` as `.xy`. @throws {GlslError} it is none of a vector's parts */
export function swizzle(letters: string, type: string): string {
  const set = SETS.find((known) => Array.from(letters).every((letter) => known.includes(letter)))
  const places = Array.from(letters, (letter) => set?.indexOf(letter) ?? -1)
  if (!set || places.length > 4 || places.some((place) => place >= countOf(type)))
    throw new GlslError(`a ${type} has no .${letters}`)
  return places.map((place) => 'xyzw'.charAt(place)).join('')
}

/** `vec3(…)`, `mat2(…)`, `float(…)` and the rest of the constructors. */
export function built(type: string, args: readonly Value[]): Value {
  const [first] = args
  const name = spelled(type)
  if (!first) throw new GlslError(`${type}() was given nothing`)
  const matrix = /^mat([234])$/.exec(type)
  if (matrix) return { code: `${name}(${columns(Number(matrix[1]), args)})`, type }
  const count = countOf(type)
  const scalar = scalarOf(type)
  if (args.length === 1) {
    const has = countOf(first.type)
    if (has < count && has !== 1) throw new GlslError(`${type}() was given too little`)
    const taken =
      has > count
        ? { code: `${first.code}.${'xyzw'.slice(0, count)}`, type: vectorOf(scalarOf(first.type), count) }
        : first
    return as(taken, type)
  }
  let left = count
  const parts = args.flatMap((arg) => {
    const has = Math.min(countOf(arg.type), left)
    if (has === 0) throw new GlslError(`${type}() was given too much`)
    left -= has
    const cut =
      has < countOf(arg.type)
        ? { code: `${arg.code}.${'xyzw'.slice(0, has)}`, type: vectorOf(scalarOf(arg.type), has) }
        : arg
    return [as(cut, vectorOf(scalar, has)).code]
  })
  if (left > 0) throw new GlslError(`${type}() was given too little`)
  return { code: `${name}(${parts.join(', ')})`, type }
}

function columns(size: number, args: readonly Value[]): string {
  const [first] = args
  if (args.length === 1 && first && countOf(first.type) === 1) {
    const one = as(first, 'float').code
    return Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? one : '0.0')).join(', ')
  }
  if (args.length === 1 && first?.type === 'vec4' && size === 2) return `${first.code}.xy, ${first.code}.zw`
  const numbers = args.reduce((sum, { type }) => sum + countOf(type), 0)
  if (numbers !== size * size) throw new GlslError(`mat${size}() was given ${numbers} numbers`)
  const single = args.every(({ type }) => countOf(type) === 1)
  if (!single && !args.every(({ type }) => countOf(type) === size))
    throw new GlslError(`mat${size}() was given numbers and vectors`)
  return args.map((arg) => as(arg, single ? 'float' : vectorOf('float', size)).code).join(', ')
}
