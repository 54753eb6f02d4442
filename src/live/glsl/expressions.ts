// GLSL's expressions as WGSL, read from left to right, each with its type.
import { builtIn } from './built-in'
import { GlslError, type Token } from './tokens'
import { as, built, common, countOf, isType, scalarOf, spelled, swizzle, vectorOf, type Value } from './words'

/** A function of the text. */
export interface Signature {
  readonly name: string
  readonly type: string
  readonly params: readonly string[]
}

const STRENGTH = [
  ['||'],
  ['^^'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]

export class Expressions {
  protected at = 0
  /** What the code needs beside it. */
  readonly helpers = new Set<string>()
  /** Names in reach, the nearest first. */
  protected names: Map<string, Value>[] = [new Map()]

  constructor(
    private readonly tokens: readonly Token[],
    readonly functions: Map<string, Signature>,
  ) {}

  protected get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: 'the end' }
  }

  protected peek(offset: number): string {
    return this.tokens[this.at + offset]?.text ?? ''
  }

  protected is(text: string): boolean {
    return this.token.text === text && this.token.kind !== 'number'
  }

  protected next(): Token {
    const { token } = this
    this.at++
    return token
  }

  protected took(text: string): boolean {
    const found = this.is(text)
    if (found) this.at++
    return found
  }

  protected expect(text: string): void {
    if (!this.took(text)) throw new GlslError(`'${text}' is missing before '${this.token.text}'`)
  }

  protected name(): string {
    const { kind, text } = this.next()
    if (kind !== 'name') throw new GlslError(`a name is missing before '${text}'`)
    return text
  }

  protected expression(): Value {
    const condition = this.binary(0)
    if (!this.took('?')) return condition
    const yes = this.expression()
    this.expect(':')
    const no = this.expression()
    const type = yes.type === no.type ? yes.type : common(yes, no)
    return { code: `select(${as(no, type).code}, ${as(yes, type).code}, ${condition.code})`, type }
  }

  private binary(level: number): Value {
    const operators = STRENGTH[level]
    if (!operators) return this.unary()
    let left = this.binary(level + 1)
    while (operators.some((operator) => this.is(operator))) {
      const operator = this.next().text
      left = combined(operator, left, this.binary(level + 1))
    }
    return left
  }

  private unary(): Value {
    for (const sign of ['-', '!', '~'] as const) {
      if (!this.took(sign)) continue
      const value = this.unary()
      return { ...value, code: value.literal === true && sign === '-' ? `-${value.code}` : `(${sign}${value.code})` }
    }
    if (this.took('+')) return this.unary()
    if (this.is('++') || this.is('--'))
      throw new GlslError(`${this.token.text} stands inside an expression; give it a line of its own`)
    return this.parts(this.primary())
  }

  /** What follows a value: `.xy`, `[i]`. */
  protected parts(value: Value): Value {
    let now = value
    for (;;) {
      if (this.took('.')) {
        const letters = swizzle(this.name(), now.type)
        now = { code: `${now.code}.${letters}`, type: vectorOf(scalarOf(now.type), letters.length) }
      } else if (this.took('[')) {
        const place = this.expression()
        this.expect(']')
        now = { code: `${now.code}[${place.code}]`, type: partOf(now.type) }
      } else return now
    }
  }

  private primary(): Value {
    if (this.took('(')) {
      const inner = this.expression()
      this.expect(')')
      return inner.literal === true ? inner : { ...inner, code: `(${inner.code})` }
    }
    const { kind, text } = this.token
    if (kind === 'number') {
      this.at++
      return numberOf(text)
    }
    const name = this.name()
    if (name === 'true' || name === 'false') return { code: name, type: 'bool' }
    if (isType(name) && this.is('[')) return this.array(name)
    if (this.is('(')) return this.call(name)
    return this.known(name)
  }

  /** `float[3](1., 2., 3.)` */
  private array(of: string): Value {
    this.expect('[')
    while (!this.took(']')) this.at++
    const args = this.args().map((arg) => as(arg, of))
    const type = `${of}[${args.length}]`
    return { code: `${spelled(type)}(${args.map(({ code }) => code).join(', ')})`, type }
  }

  protected known(name: string): Value {
    for (const scope of this.names) {
      const value = scope.get(name)
      if (value) return value
    }
    throw new GlslError(`'${name}' is not known here`)
  }

  private args(): Value[] {
    this.expect('(')
    const args: Value[] = []
    if (this.took(')')) return args
    do args.push(this.expression())
    while (this.took(','))
    this.expect(')')
    return args
  }

  private call(name: string): Value {
    const args = this.args()
    if (isType(name)) return built(name, args)
    const own = this.functions.get(name)
    if (!own) {
      const value = builtIn(name, args, this.helpers)
      if (value) return value
      throw new GlslError(`there is no function ${name}() for ${args.map(({ type }) => type).join(', ') || 'nothing'}`)
    }
    if (own.params.length !== args.length)
      throw new GlslError(`${name}() takes ${own.params.length} values and was given ${args.length}`)
    const given = args.map((arg, i) => as(arg, own.params[i] ?? arg.type).code)
    return { code: `${own.name}(${given.join(', ')})`, type: own.type }
  }
}

function numberOf(text: string): Value {
  if (/^0[xX]/.test(text)) return { code: text, type: /[uU]$/.test(text) ? 'uint' : 'int' }
  const [, digits = '', end = ''] = /^(.*?)([fFuU]?)$/.exec(text) ?? []
  if (/[uU]/.test(end)) return { code: `${digits}u`, type: 'uint' }
  if (/^\d+$/.test(digits) && end === '') return { code: String(Number(digits)), type: 'int', literal: true }
  const [mantissa = '', power] = digits.toLowerCase().split('e')
  const whole = mantissa.includes('.') ? mantissa.replace(/^\./, '0.').replace(/\.$/, '.0') : `${mantissa}.0`
  return { code: power === undefined ? whole : `${whole}e${power}`, type: 'float' }
}

/** What `[i]` finds in it. */
function partOf(type: string): string {
  const [, of] = /^(\w+)\[\d+\]$/.exec(type) ?? []
  if (of !== undefined) return of
  const [, size] = /^mat([234])$/.exec(type) ?? []
  if (size !== undefined) return `vec${size}`
  if (countOf(type) < 2) throw new GlslError(`a ${type} has no parts`)
  return scalarOf(type)
}

/** Two values with an operator between them. */
export function combined(operator: string, left: Value, right: Value): Value {
  const isMatrix = left.type.startsWith('mat') || right.type.startsWith('mat')
  if (isMatrix) return ofMatrices(operator, left, right)
  const bare = (a: Value, b: Value, type: string): Value => ({ code: `(${a.code} ${operator} ${b.code})`, type })
  if (operator === '&&' || operator === '||') return bare(left, right, 'bool')
  if (operator === '^^') return { code: `(${left.code} != ${right.code})`, type: 'bool' }
  if (operator === '<<' || operator === '>>') return bare(left, { ...right, code: `u32(${right.code})` }, left.type)
  if (left.literal === true && right.literal === true && /^[-+*]$/.test(operator))
    return { code: `(${left.code} ${operator} ${right.code})`, type: 'int' }
  const type = common(left, right)
  const scalar = scalarOf(type)
  const a = as(left, vectorOf(scalar, countOf(left.type)))
  const b = as(right, vectorOf(scalar, countOf(right.type)))
  if (/^[<>]=?$/.test(operator)) return bare(a, b, 'bool')
  if (operator !== '==' && operator !== '!=') return bare(a, b, type)
  const compared = bare(a, b, 'bool')
  if (countOf(type) === 1) return compared
  return { code: `${operator === '==' ? 'all' : 'any'}${compared.code}`, type: 'bool' }
}

function ofMatrices(operator: string, left: Value, right: Value): Value {
  const [a, b] = [left, right].map((value) => (countOf(value.type) === 1 ? as(value, 'float') : value))
  if (!a || !b) throw new GlslError('a value is missing')
  if (operator === '/' && b.type === 'float') return { code: `(${a.code} * (1.0 / ${b.code}))`, type: a.type }
  const isSum = (operator === '+' || operator === '-') && a.type === b.type
  if (operator !== '*' && !isSum) throw new GlslError(`'${operator}' is not known between a ${a.type} and a ${b.type}`)
  const vector = [a, b].find(({ type }) => countOf(type) > 1)
  return { code: `(${a.code} ${operator} ${b.code})`, type: vector?.type ?? (a.type === 'float' ? b.type : a.type) }
}
