// GLSL of a sketch's own functions as WGSL, so that it plays on WebGPU too: a body, and the functions that it calls. What it cannot say, it refuses.
import type { GlslFunction } from '#dialect'
import { combined, Expressions, type Signature } from './expressions'
import { GlslError, tokensOf } from './tokens'
import { as, isType, spelled, type Value } from './words'

const QUALIFIERS = new Set(['const', 'highp', 'mediump', 'lowp', 'in', 'precise'])
const UNKNOWN = new Set(['out', 'inout', 'struct', 'switch', 'uniform', 'varying'])

/** The text of a function in WGSL, its arguments with `p_` before their names, and of everything that it needs beside it. @throws {GlslError} it uses what is not known here */
export function toWgsl({ name, type, params, body, library }: GlslFunction): { code: string; beside: string[] } {
  const functions = new Map<string, Signature>()
  const beside = new Set<string>()
  const collect = (reader: Statements): void => reader.helpers.forEach((helper) => beside.add(helper))
  for (const text of library) {
    const reader = new Statements(tokensOf(text), functions)
    for (const code of reader.declarations()) beside.add(code)
    collect(reader)
  }
  const reader = new Statements(tokensOf(body), functions)
  const head = Object.entries(params).flatMap(([param, of]) =>
    of === 'sampler2D'
      ? [`p_${param}: texture_2d<f32>`, `p_${param}_sampler: sampler`]
      : [`p_${param}: ${spelled(of)}`],
  )
  const inside = reader.body(params, type)
  collect(reader)
  return { code: `fn ${name}(${head.join(', ')}) -> ${spelled(type)} {\n${inside}\n}`, beside: [...beside] }
}

class Statements extends Expressions {
  private returns = 'void'
  private copies = 0

  /** Functions one after the other. */
  declarations(): string[] {
    const made: string[] = []
    while (this.token.kind !== 'end') {
      const type = this.name()
      const name = this.name()
      const params = this.params()
      const own = `f_${name}`
      this.functions.set(name, { name: own, type, params: Object.values(params) })
      this.expect('{')
      const head = Object.entries(params).map(([param, of]) => `p_${param}: ${spelled(of)}`)
      made.push(`fn ${own}(${head.join(', ')}) -> ${spelled(type)} {\n${this.body(params, type)}\n}`)
      this.expect('}')
    }
    return made
  }

  private params(): Record<string, string> {
    this.expect('(')
    const params: Record<string, string> = {}
    while (!this.took(')')) {
      const type = this.name()
      params[this.name()] = type
      this.took(',')
    }
    return params
  }

  /** All up to the end, or to the bracket that closes it. Arguments are variables there, and their names are free once more. */
  body(params: Readonly<Record<string, string>>, returns: string): string {
    this.returns = returns
    const known = new Map<string, Value>()
    const lines: string[] = []
    for (const [param, type] of Object.entries(params)) {
      if (type === 'sampler2D') known.set(param, { code: `p_${param}`, type })
      else {
        known.set(param, { code: `v_${param}`, type })
        lines.push(`var v_${param} = p_${param};`)
      }
    }
    this.names = [new Map(), known]
    lines.push('{', ...this.until(), '}')
    // WGSL asks for an end that GLSL leaves out where there is none.
    if (returns !== 'void') lines.push(`return ${spelled(returns)}();`)
    return lines.join('\n')
  }

  private until(): string[] {
    const lines: string[] = []
    while (this.token.kind !== 'end' && !this.is('}')) lines.push(...this.statement())
    return lines
  }

  private statement(): string[] {
    const { text } = this.token
    if (this.took(';')) return []
    if (UNKNOWN.has(text)) throw new GlslError(`'${text}' is not known here`)
    if (text === '{') return this.braces()
    if (this.took('if')) return this.condition()
    if (this.took('for')) return this.forLoop()
    if (this.took('while')) return this.whileLoop()
    if (this.took('do')) return this.doLoop()
    const lines = this.took('return') ? this.giveBack() : this.simple()
    this.expect(';')
    return lines
  }

  private braces(): string[] {
    this.names.unshift(new Map())
    this.expect('{')
    const lines = this.until()
    this.expect('}')
    this.names.shift()
    return ['{', ...lines, '}']
  }

  /** What stands alone or in braces. */
  private inner(): string[] {
    if (this.is('{')) return this.braces()
    this.names.unshift(new Map())
    const lines = this.statement()
    this.names.shift()
    return ['{', ...lines, '}']
  }

  private giveBack(): string[] {
    if (this.is(';')) return ['return;']
    return [`return ${as(this.expression(), this.returns).code};`]
  }

  private condition(): string[] {
    this.expect('(')
    const { code } = this.expression()
    this.expect(')')
    const lines = [`if (${code})`, ...this.inner()]
    return this.took('else') ? [...lines, 'else {', ...this.statement(), '}'] : lines
  }

  private forLoop(): string[] {
    this.names.unshift(new Map())
    this.expect('(')
    const start = this.is(';') ? [] : this.simple()
    this.expect(';')
    const goesOn = this.is(';') ? 'true' : this.expression().code
    this.expect(';')
    const step = this.is(')') ? [] : this.simple()
    this.expect(')')
    const lines = [
      '{',
      ...start,
      'loop {',
      `if (!(${goesOn})) { break; }`,
      ...this.inner(),
      'continuing {',
      ...step,
      '}',
      '}',
      '}',
    ]
    this.names.shift()
    return lines
  }

  private whileLoop(): string[] {
    this.expect('(')
    const { code } = this.expression()
    this.expect(')')
    return ['loop {', `if (!(${code})) { break; }`, ...this.inner(), '}']
  }

  private doLoop(): string[] {
    const lines = this.inner()
    this.expect('while')
    this.expect('(')
    const { code } = this.expression()
    this.expect(')')
    this.expect(';')
    return ['loop {', ...lines, 'continuing {', `break if (!(${code}));`, '}', '}']
  }

  /** A declaration, or assignments with commas between them. */
  private simple(): string[] {
    while (QUALIFIERS.has(this.token.text)) this.at++
    const { text } = this.token
    if (text === 'break' || text === 'continue' || text === 'discard') {
      this.at++
      return [`${text};`]
    }
    if (isType(text) && !['(', '['].includes(this.peek(1))) return this.declaration(this.name())
    const lines = this.assignment().lines
    while (this.took(',')) lines.push(...this.assignment().lines)
    return lines
  }

  private declaration(type: string): string[] {
    const lines: string[] = []
    do {
      const name = this.name()
      let of = type
      if (this.took('[')) {
        of = `${type}[${this.expression().code}]`
        this.expect(']')
      }
      const code = `v_${name}`
      const value = this.took('=') ? this.assignment() : null
      lines.push(
        ...(value?.lines ?? []),
        `var ${code}: ${spelled(of)}${value ? ` = ${fitting(value.value, of)}` : ''};`,
      )
      this.names[0]?.set(name, { code, type: of })
    } while (this.took(','))
    return lines
  }

  /** `a = b`, `a += b`, `a++`, or a value that is thrown away. */
  private assignment(): { lines: string[]; value: Value } {
    if (this.is('++') || this.is('--')) {
      const sign = this.next().text.charAt(0)
      const target = this.parts(this.known(this.name()))
      return { lines: set(target, combined(sign, target, ONE), this.copy()), value: target }
    }
    const target = this.expression()
    const { text } = this.token
    if (text === '++' || text === '--') {
      this.at++
      return { lines: set(target, combined(text.charAt(0), target, ONE), this.copy()), value: target }
    }
    if (!/^([-+*/%&|^]|<<|>>)?=$/.test(text)) return { lines: [], value: target }
    this.at++
    const { lines, value } = this.assignment()
    const given = text === '=' ? value : combined(text.slice(0, -1), target, value)
    return { lines: [...lines, ...set(target, given, this.copy())], value: target }
  }

  private copy(): string {
    return `t_${this.copies++}`
  }
}

const ONE: Value = { code: '1', type: 'int', literal: true }

function fitting(value: Value, type: string): string {
  return value.type === type ? value.code : as(value, type).code
}

/** WGSL sets one part of a vector at a time. */
function set(target: Value, value: Value, copy: string): string[] {
  const [, of, letters] = /^(.*)\.([xyzw]{2,4})$/.exec(target.code) ?? []
  if (!/^v_\w+/.test(target.code)) throw new GlslError(`'${target.code}' cannot be set`)
  const given = fitting(value, target.type)
  if (of === undefined || letters === undefined) return [`${target.code} = ${given};`]
  const parts = Array.from(letters, (letter, i) => `${of}.${letter} = ${copy}.${'xyzw'.charAt(i)};`)
  return [`let ${copy}: ${spelled(target.type)} = ${given};`, ...parts]
}
