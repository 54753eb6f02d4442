// GLSL's own functions in WGSL: most have the same name, some take a number for a whole vector there and not here, a few are written out.
import { GlslError } from './tokens'
import { as, common, countOf, scalarOf, spelled, vectorOf, type Value } from './words'

/** Functions of one argument that give what they take. */
const SAME = new Map(
  (
    'radians degrees sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp log exp2 log2 sqrt abs sign ' +
    'floor ceil fract round trunc fwidth'
  )
    .split(' ')
    .map((name) => [name, name]),
)
for (const [name, here] of [
  ['inversesqrt', 'inverseSqrt'],
  ['roundEven', 'round'],
  ['dFdx', 'dpdx'],
  ['dFdy', 'dpdy'],
] as const)
  SAME.set(name, here)

/** Functions whose arguments are all of one type, a single number standing for all of a vector's. */
const ALIKE: Readonly<Record<string, number>> = { pow: 2, min: 2, max: 2, clamp: 3, mod: 2, step: 2, smoothstep: 3 }
const COMPARED: Readonly<Record<string, string>> = {
  lessThan: '<',
  lessThanEqual: '<=',
  greaterThan: '>',
  greaterThanEqual: '>=',
  equal: '==',
  notEqual: '!=',
}

/** A call of one of GLSL's own functions; null: it has none of that name. `helpers` collects what has to stand beside the code. */
export function builtIn(name: string, args: readonly Value[], helpers: Set<string>): Value | null {
  const [a, b, c] = args
  if (!a) return null
  const same = SAME.get(name)
  if (same !== undefined && args.length === 1) return call(same, [real(a)])
  if (name === 'atan' && b) return call('atan2', alike([a, b]))
  const count = ALIKE[name]
  if (count !== undefined) {
    if (args.length !== count) throw new GlslError(`${name}() takes ${count} numbers and was given ${args.length}`)
    const values = alike(args)
    if (name !== 'mod' && name !== 'smoothstep') return call(name, values)
    const type = values[0]?.type ?? 'float'
    helpers.add(written(name, type))
    return call(`glsl_${name}_${type}`, values)
  }
  if (name === 'mix' && b && c) {
    const [from, to] = alike([a, b])
    if (!from || !to) return null
    if (scalarOf(c.type) === 'bool') return { code: `select(${from.code}, ${to.code}, ${c.code})`, type: from.type }
    const [x, y, t] = alike([a, b, c])
    return x && y && t ? call('mix', [x, y, t]) : null
  }
  const operator = COMPARED[name]
  if (operator !== undefined && b) {
    const [x, y] = alike([a, b])
    return x && y ? { code: `(${x.code} ${operator} ${y.code})`, type: vectorOf('bool', countOf(x.type)) } : null
  }
  return ofVectors(name, args)
}

function ofVectors(name: string, args: readonly Value[]): Value | null {
  const [a, b, c] = args
  if (!a) return null
  const given = (values: readonly Value[]): string => values.map(({ code }) => code).join(', ')
  switch (name) {
    case 'length':
      return { code: `length(${real(a).code})`, type: 'float' }
    case 'normalize':
      return countOf(a.type) === 1 ? call('sign', [real(a)]) : call('normalize', [a])
    case 'distance':
      return b ? { code: `distance(${given(alike([a, b]))})`, type: 'float' } : null
    case 'dot':
      if (!b) return null
      return countOf(a.type) === 1
        ? { code: `(${given([a])} * ${given([b])})`, type: 'float' }
        : { code: `dot(${given([a, b])})`, type: 'float' }
    case 'cross':
    case 'reflect':
      return b ? call(name, [a, b]) : null
    case 'faceforward':
      return b && c ? call('faceForward', [a, b, c]) : null
    case 'refract':
      return b && c ? call('refract', [a, b, as(c, 'float')]) : null
    case 'transpose':
      return call('transpose', [a])
    case 'determinant':
      return { code: `determinant(${a.code})`, type: 'float' }
    case 'any':
    case 'all':
      return { code: `${name}(${a.code})`, type: 'bool' }
    case 'not':
      return { code: `(!${a.code})`, type: a.type }
    case 'texture':
    case 'texture2D':
    case 'textureLod':
    case 'texture2DLod':
      if (a.type !== 'sampler2D' || !b) return null
      return { code: `textureSampleLevel(${a.code}, ${a.code}_sampler, ${b.code}, 0.0)`, type: 'vec4' }
    default:
      return null
  }
}

function call(name: string, args: readonly Value[]): Value {
  return { code: `${name}(${args.map(({ code }) => code).join(', ')})`, type: args[0]?.type ?? 'float' }
}

function real(value: Value): Value {
  return value.literal === true ? as(value, 'float') : value
}

/** All as the widest of them. */
function alike(args: readonly Value[]): Value[] {
  const values = args.map(real)
  const type = values.reduce((met, value) => common({ code: '', type: met }, value), values[0]?.type ?? 'float')
  return values.map((value) => as(value, type))
}

/** WGSL's remainder has another sign, and its smoothstep refuses edges that fall. */
function written(name: string, type: string): string {
  const T = spelled(type)
  if (name === 'mod') return `fn glsl_mod_${type}(x: ${T}, y: ${T}) -> ${T} {\n  return x - y * floor(x / y);\n}`
  const number = (value: string): string => `${T}(${value})`
  return `fn glsl_smoothstep_${type}(low: ${T}, high: ${T}, x: ${T}) -> ${T} {
  let t = clamp((x - low) / (high - low), ${number('0.0')}, ${number('1.0')});
  return t * t * (${number('3.0')} - t * 2.0);
}`
}
