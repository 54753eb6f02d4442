// From what an import says to the file or package it means, without asking the disk.
import { posix } from 'node:path'
import type { Reference, Source } from './read-source'

export type Target =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'package'; readonly name: string }
  /** Node's own modules. */
  | { readonly type: 'node'; readonly name: string }
  /** What a Vite plugin makes up. */
  | { readonly type: 'virtual'; readonly name: string }

const ENDINGS = ['', '.ts', '.tsx', '.mjs', '.js', '/index.ts']

/** What a reference means: one target, or for a glob every file that it finds. */
export function resolve(from: Source, { specifier, kind }: Reference, files: ReadonlySet<string>): Target[] {
  const bare = specifier.replace(/\?.*$/, '')
  const negated = bare.startsWith('!')
  if (kind === 'eager glob' || kind === 'lazy glob') {
    if (negated) return []
    const pattern = globToRegExp(fileOf(from, bare) ?? bare)
    const excluded = from.references
      .filter((r) => r.specifier.startsWith('!'))
      .map((r) => globToRegExp(fileOf(from, r.specifier.slice(1)) ?? ''))
    return [...files]
      .filter((path) => path !== from.path && pattern.test(path) && !excluded.some((not) => not.test(path)))
      .map((path) => ({ type: 'file', path }))
  }
  if (bare === '#engine') return [{ type: 'file', path: 'src/engine.ts' }]
  if (bare === '#dialect') return [{ type: 'file', path: 'src/dialect.ts' }]
  if (bare.startsWith('node:')) return [{ type: 'node', name: bare }]
  if (bare.startsWith('virtual:')) return [{ type: 'virtual', name: bare }]
  const path = fileOf(from, kind === 'url' && !/^(\.|\/|@|[\w-]+\/)/.test(bare) ? `./${bare}` : bare)
  if (path === null) return [{ type: 'package', name: packageOf(bare) }]
  const found = ENDINGS.map((ending) => path + ending).find((candidate) => files.has(candidate))
  return [{ type: 'file', path: found ?? path }]
}

/** The file under the repository's root; null for a package. */
function fileOf(from: Source, specifier: string): string | null {
  if (specifier.startsWith('/')) return posix.normalize(specifier.slice(1))
  if (!specifier.startsWith('.')) return null
  return posix.join(posix.dirname(from.path), specifier)
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** `*`, `**` and `{a,b}`, which is what import.meta.glob is used with here. */
function globToRegExp(glob: string): RegExp {
  const source = glob
    .replaceAll(/[.+^$()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replaceAll('**/', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '(?:.*/)?')
  return new RegExp(`^${source}$`)
}
