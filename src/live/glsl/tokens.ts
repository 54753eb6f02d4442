// GLSL's text as words, with comments gone and #define put in.

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end'
  readonly text: string
}

/** GLSL that cannot be brought to WebGPU; the message says what stands in the way. */
export class GlslError extends Error {}

const WORD =
  /\s*(?:(0[xX][\da-fA-F]+[uU]?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFuU]?)|([A-Za-z_]\w*)|(<<=|>>=|\+\+|--|&&|\|\||\^\^|[-+*/%=!<>&|^]=|<<|>>|[-+*/%=!<>&|^~?:;,.(){}[\]]))/y

/** Expansions of one text; more of them name one another without end. */
const MOST_EXPANSIONS = 1000

export function tokensOf(text: string): Token[] {
  const plain = text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, ' ').replace(/\\\r?\n/g, ' ')
  const macros = new Map<string, Macro>()
  const code = plain.replace(/^[ \t]*#[ \t]*(\w+)([^\n]*)$/gm, (_, directive: string, rest: string) => {
    if (directive === 'define') define(macros, rest)
    else if (directive !== 'undef' && directive !== 'version' && directive !== 'extension')
      throw new GlslError(`#${directive} is not known here`)
    return ''
  })
  return [...expanded(words(code), macros), { kind: 'end', text: 'the end' }]
}

interface Macro {
  /** Null: it is called without brackets. */
  readonly params: readonly string[] | null
  readonly body: readonly Token[]
}

function define(macros: Map<string, Macro>, rest: string): void {
  const [, name = '', params, body = ''] = /^\s*(\w+)(?:\(([^)]*)\))?(.*)$/.exec(rest) ?? []
  const list = params === undefined ? null : params.split(',').map((param) => param.trim())
  macros.set(name, { params: list, body: words(body) })
}

function words(text: string): Token[] {
  const found: Token[] = []
  WORD.lastIndex = 0
  const end = text.trimEnd().length
  while (WORD.lastIndex < end) {
    const at = WORD.lastIndex
    const match = WORD.exec(text)
    if (!match) throw new GlslError(`'${text.slice(at).trim().slice(0, 1)}' is not known here`)
    const [, number, name, sign = ''] = match
    if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (name !== undefined) found.push({ kind: 'name', text: name })
    else found.push({ kind: 'sign', text: sign })
  }
  return found
}

function expanded(tokens: readonly Token[], macros: ReadonlyMap<string, Macro>): Token[] {
  if (macros.size === 0) return [...tokens]
  const rest = tokens.toReversed()
  const done: Token[] = []
  let left = MOST_EXPANSIONS
  for (let token = rest.pop(); token; token = rest.pop()) {
    const macro = token.kind === 'name' ? macros.get(token.text) : undefined
    if (!macro || (macro.params && rest.at(-1)?.text !== '(')) {
      done.push(token)
      continue
    }
    if (left-- === 0) throw new GlslError(`#define ${token.text} names itself`)
    const given = macro.params ? argumentsOf(rest) : []
    const body = macro.body.flatMap((word) => given[macro.params?.indexOf(word.text) ?? -1] ?? [word])
    rest.push(...body.toReversed())
  }
  return done
}

/** Takes a bracket with arguments off the end of `rest`, which is in reverse. */
function argumentsOf(rest: Token[]): Token[][] {
  const given: Token[][] = [[]]
  let depth = 0
  for (let token = rest.pop(); token; token = rest.pop()) {
    if (/^[([]$/.test(token.text) && depth++ === 0) continue
    if (/^[)\]]$/.test(token.text) && --depth === 0) return given
    if (token.text === ',' && depth === 1) given.push([])
    else given.at(-1)?.push(token)
  }
  throw new GlslError('a bracket is not closed')
}
