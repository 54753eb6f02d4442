// Makes typed code into code that can be run by the house: its own names are kept, loops and functions can be stopped, arrays are sequences.
// Nothing that is inserted breaks a line, so that lines stay lines; `placeOf` finds the column back.
import { parse, type Node, type Program } from 'acorn'
import type { SourcePlace } from '../core/source-location'

/** What the rewritten code calls. */
export interface Helpers {
  /** At the start of every turn of a loop and of every function. */
  __turn(line: number, column: number): void
  /** The link `name` of `thing`, which may be an array. */
  __link(thing: unknown, name: string): unknown
  /** Names declared at the top. */
  readonly __names: Record<string, unknown>
}

export interface Rewritten {
  readonly code: string
  /** Every name that is assigned to anywhere in it. */
  readonly assigned: ReadonlySet<string>
  /** Where a place of the rewritten code stood in the code as typed. */
  placeOf(place: SourcePlace): SourcePlace
}

export interface RewriteOptions {
  /** True for the links that arrays have. */
  isArrayLink(name: string): boolean
  /** True for names that a declaration must not take from those who come after it. */
  isReserved(name: string): boolean
}

interface Edit {
  at: number
  remove: number
  insert: string
}

/** @throws {SyntaxError} with `loc` */
export function rewrite(code: string, options: RewriteOptions): Rewritten {
  const program = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    locations: true,
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    preserveParens: true,
  })
  const rewriter = new Rewriter(code, options)
  rewriter.program(program)
  return { ...applied(code, rewriter.edits), assigned: rewriter.assigned }
}

/** A node with whatever its kind has. */
type AnyNode = Node & Record<string, unknown>

class Rewriter {
  readonly edits: Edit[] = []
  readonly assigned = new Set<string>()

  constructor(
    private readonly code: string,
    private readonly options: RewriteOptions,
  ) {}

  program({ body }: Program): void {
    const last = body.at(-1)
    for (const statement of body) {
      const end = isNode(statement) ? this.topLevel(statement) : null
      if (statement === last && last.type === 'ExpressionStatement') this.insert(last.start, 'return ')
      this.visit(statement)
      // Behind whatever the parts of it ended with.
      if (end) this.insert(end.at, end.insert)
    }
  }

  /** What is declared at the top is there for the code that is evaluated next, too. Gives what has to stand behind it. */
  private topLevel(node: AnyNode): { at: number; insert: string } | null {
    if (node.type === 'FunctionDeclaration') {
      const name = nameOf(node['id'])
      if (name !== null && !this.options.isReserved(name)) {
        this.assigned.add(name)
        // Before everything else: functions are there from the first line on.
        this.edits.unshift({ at: 0, remove: 0, insert: `__names.${name}=${name};` })
      }
    } else if (node.type === 'ClassDeclaration') {
      const name = nameOf(node['id'])
      if (name === null || this.options.isReserved(name)) return null
      this.assigned.add(name)
      this.insert(node.start, `;${name}=`)
      return { at: node.end, insert: ';' }
    } else if (node.type === 'VariableDeclaration') return this.declaration(node)
    return null
  }

  private declaration(node: AnyNode): { at: number; insert: string } | null {
    const declarators = nodesOf(node['declarations'])
    const names = declarators.flatMap(({ id }) => namesIn(id))
    const first = declarators[0]
    const last = declarators.at(-1)
    if (!first || !last || names.some((name) => this.options.isReserved(name))) return null
    for (const name of names) this.assigned.add(name)
    this.edits.push({ at: node.start, remove: first.start - node.start, insert: ';(' })
    for (const declarator of declarators) {
      if (!declarator['init']) this.insert(declarator.end, '=undefined')
    }
    return { at: last.end, insert: ');' }
  }

  private visit(thing: unknown): void {
    if (Array.isArray(thing)) for (const part of thing) this.visit(part)
    if (!isNode(thing)) return
    this.edit(thing)
    for (const [key, part] of Object.entries(thing)) if (key !== 'loc') this.visit(part)
    this.close(thing)
  }

  private edit(node: AnyNode): void {
    switch (node.type) {
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.countTurns(node, node['body'])
        break
      case 'ForInStatement':
      case 'ForOfStatement':
        for (const name of namesIn(node['left'])) this.assigned.add(name)
        this.countTurns(node, node['body'])
        break
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.countTurns(node, node['body'])
        break
      case 'AssignmentExpression':
        for (const name of namesIn(node['left'])) this.assigned.add(name)
        break
      case 'CallExpression':
        this.arrayLink(node['callee'])
        break
    }
  }

  /** What stands behind everything inside `node`. */
  private close(node: AnyNode): void {
    const body = node['body']
    if (!isNode(body) || body.type === 'BlockStatement') return
    if (node.type === 'ArrowFunctionExpression') this.insert(body.end, ')')
    else if (/^(For|While|DoWhile)/.test(node.type)) this.insert(body.end, '}')
  }

  private countTurns(node: AnyNode, body: unknown): void {
    if (!isNode(body) || !node.loc) return
    const call = `__turn(${node.loc.start.line},${node.loc.start.column + 1})`
    if (body.type === 'BlockStatement') this.insert(body.start + 1, `${call};`)
    else if (node.type === 'ArrowFunctionExpression') this.insert(body.start, `(${call},`)
    else this.insert(body.start, `{${call};`)
  }

  private arrayLink(callee: unknown): void {
    if (!isNode(callee) || callee.type !== 'MemberExpression') return
    const { object, property } = callee
    if (!isNode(object) || !isNode(property) || object.type === 'Super') return
    const inBrackets = callee['computed'] === true
    const name = inBrackets ? textOf(property) : nameOf(property)
    if (name === null || !this.options.isArrayLink(name)) return
    this.insert(object.start, '__link(')
    if (inBrackets) {
      // The name stands for all from the bracket on.
      const between = this.code.slice(object.end, callee.end)
      const lines = between.replace(/[^\n]/g, '')
      this.edits.push({ at: object.end, remove: between.length, insert: `,"${name}"${lines})` })
      return
    }
    // The dot stands between the two, with comments and line breaks around it that stay.
    const between = this.code.slice(object.end, property.start)
    const bare = between.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length))
    const dot = callee['optional'] === true ? '?.' : '.'
    this.edits.push({ at: object.end + bare.indexOf(dot), remove: dot.length, insert: ',' })
    this.edits.push({ at: property.start, remove: property.end - property.start, insert: `"${name}")` })
  }

  private insert(at: number, insert: string): void {
    this.edits.push({ at, remove: 0, insert })
  }
}

function isNode(thing: unknown): thing is AnyNode {
  return typeof thing === 'object' && thing !== null && 'type' in thing && 'start' in thing
}

function nodesOf(thing: unknown): AnyNode[] {
  return Array.isArray(thing) ? thing.filter(isNode) : []
}

function nameOf(thing: unknown): string | null {
  return isNode(thing) && thing.type === 'Identifier' && typeof thing['name'] === 'string' ? thing['name'] : null
}

/** A text that is written out. */
function textOf({ type, ...node }: AnyNode): string | null {
  return type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null
}

/** The names that a pattern binds or assigns. */
function namesIn(pattern: unknown): string[] {
  if (!isNode(pattern)) return []
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern['name'])]
    case 'ObjectPattern':
      return nodesOf(pattern['properties']).flatMap((part) => namesIn(part['value'] ?? part['argument']))
    case 'ArrayPattern':
      return nodesOf(pattern['elements']).flatMap(namesIn)
    case 'AssignmentPattern':
      return namesIn(pattern['left'])
    case 'RestElement':
      return namesIn(pattern['argument'])
    case 'ParenthesizedExpression':
      return namesIn(pattern['expression'])
    default:
      return []
  }
}

function applied(code: string, edits: readonly Edit[]): Pick<Rewritten, 'code' | 'placeOf'> {
  // Stable: what was inserted at one place first stands first.
  const inOrder = [...edits].sort((a, b) => a.at - b.at)
  let made = ''
  let from = 0
  /** Pairs of a place in the made code and the place in the typed code that it belongs to. */
  const marks: { made: number; typed: number }[] = []
  for (const { at, remove, insert } of inOrder) {
    marks.push({ made: made.length, typed: from })
    made += code.slice(from, at)
    marks.push({ made: made.length, typed: at })
    made += insert
    from = Math.max(from, at + remove)
  }
  marks.push({ made: made.length, typed: from })
  made += code.slice(from)
  return { code: made, placeOf: (place) => typedPlace(code, made, marks, place) }
}

function typedPlace(
  code: string,
  made: string,
  marks: readonly { made: number; typed: number }[],
  { line, column }: SourcePlace,
): SourcePlace {
  const offset = lineStart(made, line) + column - 1
  // Pairs alternate: typed code begins at even ones, something inserted at odd ones.
  let at = marks.findLastIndex((mark) => mark.made <= offset)
  if (at < 0) at = 0
  const mark = marks[at] ?? { made: 0, typed: 0 }
  const typed = at % 2 === 0 ? mark.typed + (offset - mark.made) : mark.typed
  return { line, column: Math.max(1, Math.min(typed, code.length) - lineStart(code, line) + 1) }
}

function lineStart(text: string, line: number): number {
  let at = 0
  for (let i = 1; i < line; i++) {
    const end = text.indexOf('\n', at)
    if (end < 0) return at
    at = end + 1
  }
  return at
}
