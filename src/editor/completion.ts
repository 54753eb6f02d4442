// Completion: sources and names where a chain begins, links after a dot, and in quotes the words that the call around them takes.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import type { FunctionDoc } from '../live/describe-dialect'
import { ownerOf, wordsAt, type Explained } from './dialect-words'
import { explanation } from './explanation'
import { EASES } from './member-docs'

export interface CompletionWords {
  docs(): readonly FunctionDoc[]
  /** Ids of the styles there are. */
  styles(): readonly string[]
}

export function completion(words: CompletionWords): Extension {
  return autocompletion({
    override: [(context) => complete(words, context)],
    icons: false,
    defaultKeymap: true,
    activateOnTypingDelay: 80,
    // Tab is pressed on purpose.
    interactionDelay: 0,
  })
}

export function complete(words: CompletionWords, context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos)
  const before = line.text.slice(0, context.pos - line.from)
  const quote = /(['"])([\w-]*)$/.exec(before)
  const opened = context.state.sliceDoc(0, context.pos - (quote?.[0].length ?? 0))
  const offered = quote && quoted(before) ? wordsInQuotes(opened, words) : null
  if (quote && offered) {
    const typed = quote[2] ?? ''
    return {
      from: context.pos - typed.length,
      options: offered.map((label) => ({ label })),
      validFor: /^[\w-]*$/,
    }
  }
  if (/(^|[^:])\/\//.test(before) || quoted(before)) return null
  const [, dot = '', typed = ''] = /(\.?)\s*([\w$]*)$/.exec(before) ?? []
  if (dot === '' && typed === '' && !context.explicit) return null
  const head = before.slice(0, before.length - typed.length)
  if (/\d\.\s*$/.test(head) && !/[A-Za-z_$]\w*\.\s*$/.test(head)) return null
  const options = wordsAt(words.docs(), ownerOf(head))
  return { from: context.pos - typed.length, options: options.map(option), validFor: /^[\w$]*$/ }
}

/** What can stand in quotes that are opened after `before`; null where any text may. */
function wordsInQuotes(before: string, { styles }: CompletionWords): readonly string[] | null {
  // A mix has its styles as names of an object, over as many lines as it takes.
  if (/\.style\(\s*(\{[^{}()]*)?$/.test(before)) return styles()
  if (/\.ease\(\s*$/.test(before)) return EASES
  if (/\.fit\(\s*$/.test(before)) return FITS
  if (/\bevery\([^()'"]*,\s*$/.test(before)) return UNITS
  if (/\btype\s*:\s*$/.test(before)) return KINDS
  return null
}

const FITS = ['cover', 'contain', 'stretch']
const UNITS = ['beat', 'bar', 'second']
const KINDS = ['src', 'coord', 'color', 'combine', 'combineCoord']

function option(doc: Explained): Completion {
  const args = doc.signature.startsWith(doc.name) ? doc.signature.slice(doc.name.length) : ''
  return { label: doc.name, detail: args, type: 'function', info: () => explanation(doc) }
}

/** Whether the end of `before` stands in a string that is not closed. */
function quoted(before: string): boolean {
  let open = ''
  for (let i = 0; i < before.length; i++) {
    const sign = before[i] ?? ''
    if (sign === '\\') i++
    else if (open === sign) open = ''
    else if (open === '' && /['"`]/.test(sign)) open = sign
  }
  return open !== ''
}
