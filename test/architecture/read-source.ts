// Reads a source file for the architecture test: what it refers to and how, what it comments, which clocks and dice it calls.
import { parseSync, Visitor } from 'vite'
import type { ESTree } from 'vite'

/**
 * How a file refers to another. 'static' is loaded with the file; 'dynamic', 'lazy glob' and 'url' (workers, worklets, assets) are loaded later;
 * 'type' leaves no trace in what runs.
 */
export type ReferenceKind = 'static' | 'dynamic' | 'type' | 'eager glob' | 'lazy glob' | 'url'

export interface Reference {
  /** As written. */
  readonly specifier: string
  readonly kind: ReferenceKind
  readonly line: number
}

export interface Source {
  /** From the repository's root, with slashes. */
  readonly path: string
  readonly text: string
  readonly references: readonly Reference[]
  readonly comments: readonly { readonly text: string; readonly line: number }[]
  /** Calls of the form `object.method()`, e.g. 'Date.now'. */
  readonly calls: readonly { readonly name: string; readonly line: number }[]
}

/** @throws {Error} the file does not parse */
export function readSource(path: string, text: string): Source {
  const lang = path.endsWith('.d.ts') ? 'dts' : /\.m?js$/.test(path) ? 'js' : 'ts'
  const { program, comments, errors } = parseSync(path, text, { lang })
  const [error] = errors
  if (error) throw new Error(`${path} does not parse: ${error.message}`)

  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length
  const references: Reference[] = []
  const calls: { name: string; line: number }[] = []
  const refer = (specifier: string | null, kind: ReferenceKind, at: number): void => {
    if (specifier !== null) references.push({ specifier, kind, line: lineOf(at) })
  }

  new Visitor({
    ImportDeclaration(node) {
      refer(node.source.value, node.importKind === 'type' ? 'type' : loading(node.source.value), node.start)
    },
    ExportAllDeclaration(node) {
      refer(node.source.value, node.exportKind === 'type' ? 'type' : 'static', node.start)
    },
    ExportNamedDeclaration(node) {
      if (node.source) refer(node.source.value, node.exportKind === 'type' ? 'type' : 'static', node.start)
    },
    ImportExpression(node) {
      refer(constantOf(node.source), 'dynamic', node.start)
    },
    TSImportType(node) {
      refer(constantOf(node.source), 'type', node.start)
    },
    NewExpression(node) {
      const [address, base] = node.arguments
      if (nameOf(node.callee) === 'URL' && address && base && nameOf(base) === 'import.meta.url') {
        refer(constantOf(address), 'url', node.start)
      }
    },
    CallExpression(node) {
      const name = nameOf(node.callee)
      if (name === null) return
      calls.push({ name: name.replace(/^(globalThis|window|self)\./, ''), line: lineOf(node.start) })
      if (name !== 'import.meta.glob') return
      const [patterns, options] = node.arguments
      const eager = options !== undefined && /\beager:\s*true\b/.test(text.slice(options.start, options.end))
      for (const pattern of patterns?.type === 'ArrayExpression' ? patterns.elements : [patterns]) {
        refer(constantOf(pattern), eager ? 'eager glob' : 'lazy glob', node.start)
      }
    },
  }).visit(program)

  return { path, text, references, calls, comments: comments.map((c) => ({ text: c.value, line: lineOf(c.start) })) }
}

/** `?worker`, `?url` and `?raw` bring an address or a text, not the module. */
function loading(specifier: string): ReferenceKind {
  return /\?.*\b(worker|sharedworker|url|raw)\b/.test(specifier) ? 'url' : 'static'
}

/** The text of a string or of a template without holes. */
function constantOf(node: ESTree.Node | null | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null
  return null
}

/** `a.b.c` as text; null for what is no plain chain of names. */
function nameOf(node: ESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'MetaProperty') return `${node.meta.name}.${node.property.name}`
  if (node.type !== 'MemberExpression') return null
  const object = nameOf(node.object)
  const property = node.computed ? constantOf(node.property) : nameOf(node.property)
  return object === null || property === null ? null : `${object}.${property}`
}
