// What can be completed and explained: the dialect's functions by their own records, and the names that are no functions of the table.
import type { FunctionDoc } from '../live/describe-dialect'
import { LINKS, membersOf } from './member-docs'
import { NAMES } from './name-docs'

/** A name that is no function of the table: what it is, in one line. */
export interface NameDoc {
  readonly name: string
  readonly signature: string
  readonly doc: string
  /** Code that shows it. */
  readonly example?: string
}

/** As a function of the table is explained, so are the others, as far as they go. */
export type Explained = NameDoc & Partial<Pick<FunctionDoc, 'args'>>

export function isSource({ kind }: FunctionDoc): boolean {
  return kind === 'src'
}

/** Everything that can stand at a place of the code. `owner`: null where nothing is before it, else the word before the dot, or ''. */
export function wordsAt(docs: readonly FunctionDoc[], owner: string | null): readonly Explained[] {
  if (owner === null) return [...docs.filter(isSource), ...NAMES]
  return membersOf(owner) ?? [...docs.filter((doc) => !isSource(doc)), ...LINKS]
}

/** What `name` is at such a place; null when the dialect has no such word there. */
export function explain(docs: readonly FunctionDoc[], name: string, owner: string | null): Explained | null {
  return wordsAt(docs, owner).find((doc) => doc.name === name) ?? null
}

/** The word before the dot that ends `before`; '' where it is no word (a bracket, say), null where there is no dot. */
export function ownerOf(before: string): string | null {
  const found = /(?:([A-Za-z_$][\w$]*)\s*)?\.\s*$/.exec(before)
  return found ? (found[1] ?? '') : null
}
