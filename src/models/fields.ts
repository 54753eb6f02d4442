// Reads the fields of a model's JSON file by hand, so that a mistake is named with its file and field.
import { ImpastoError } from '../core/errors'

/** What happens to the show when a model file is wrong: the end of every such message. */
export const PLAY_ON = 'The stage plays on with what else can paint; mend the file and choose the model again.'

/** A value somewhere in a JSON file, with the way to it: `layers[4].kernel`. */
export class Field {
  constructor(
    /** As the performer finds it: 'models/ink/model.json'. */
    readonly file: string,
    readonly path: string,
    readonly value: unknown,
  ) {}

  /** @throws {ImpastoError} naming file and field */
  fail(expected: string): never {
    const found = this.value === undefined ? 'it is missing' : `it is ${short(this.value)}`
    const subject = this.path === '' ? this.file : `${this.file}: ${this.path}`
    throw new ImpastoError({ asked: `${subject} must be ${expected}`, found, remedy: PLAY_ON })
  }

  get missing(): boolean {
    return this.value === undefined
  }

  at(key: string): Field {
    const record = this.record()
    return new Field(this.file, this.path === '' ? key : `${this.path}.${key}`, record[key])
  }

  record(): Readonly<Record<string, unknown>> {
    if (!isRecord(this.value)) this.fail('an object')
    return this.value
  }

  entries(): [string, Field][] {
    return Object.keys(this.record()).map((key) => [key, this.at(key)])
  }

  list({ min = 0, max = 10_000 } = {}): Field[] {
    const { value } = this
    if (!Array.isArray(value)) this.fail('a list')
    if (value.length < min || value.length > max) this.fail(`a list of ${min} to ${max}`)
    return value.map((item: unknown, i) => new Field(this.file, `${this.path}[${i}]`, item))
  }

  text(): string {
    if (typeof this.value !== 'string' || this.value === '') this.fail('a text')
    return this.value
  }

  /** A text usable in an address and a file name. */
  id(): string {
    const text = this.text()
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(text)) this.fail('small letters, digits, dots and dashes')
    return text
  }

  /** A path inside the model's own folder. */
  insidePath(): string {
    const text = this.text()
    if (text.startsWith('/') || text.includes('..') || text.includes(':')) this.fail("a path inside the model's folder")
    return text
  }

  number(): number {
    if (typeof this.value !== 'number' || !Number.isFinite(this.value)) this.fail('a finite number')
    return this.value
  }

  integer(min: number, max: number): number {
    const { value } = this
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      this.fail(`a whole number from ${min} to ${max}`)
    }
    return value
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') this.fail('true or false')
    return this.value
  }

  oneOf<T extends string | number>(known: readonly T[]): T {
    const found = known.find((k) => k === this.value)
    if (found === undefined) this.fail(known.map((k) => (typeof k === 'string' ? `'${k}'` : String(k))).join(' or '))
    return found
  }
}

/** @throws {ImpastoError} when `text` is no JSON */
export function parseJson(file: string, text: string): Field {
  try {
    return new Field(file, '', JSON.parse(text))
  } catch (cause) {
    throw new ImpastoError({ asked: `${file} must be JSON`, found: whatIsIt(text), remedy: PLAY_ON, cause })
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function whatIsIt(text: string): string {
  if (text.trim() === '') return 'it is empty'
  if (/^\s*<(!doctype|html)/i.test(text)) return 'it is a web page, so the file is probably missing'
  return `it is damaged (it begins with ${short(text.slice(0, 24))})`
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? typeof value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
