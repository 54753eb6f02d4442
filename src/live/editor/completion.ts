// Completion: sources and names where a chain begins, links after a dot, styles in the quotes of style().
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import type { FunctionDoc } from '../describe-dialect'
import { isSource, LINKS, NAMES, type Explained } from './dialect-words'
import { explanation } from './explanation'

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
  const style = /\.style\(\s*(['"])([\w-]*)$/.exec(before)
  if (style) {
    const typed = style[2] ?? ''
    return {
      from: context.pos - typed.length,
      options: words.styles().map((label) => ({ label })),
      validFor: /^[\w-]*$/,
    }
  }
  if (/(^|[^:])\/\//.test(before) || quoted(before)) return null
  const [, dot = '', typed = ''] = /(\.?)\s*([\w$]*)$/.exec(before) ?? []
  if (dot === '' && typed === '' && !context.explicit) return null
  if (/\d$/.test(before.slice(0, before.length - typed.length - dot.length)) && dot !== '') return null
  const docs = words.docs()
  const options = dot === '' ? [...docs.filter(isSource), ...NAMES] : [...docs.filter((d) => !isSource(d)), ...LINKS]
  return { from: context.pos - typed.length, options: options.map(option), validFor: /^[\w$]*$/ }
}

function option(doc: Explained): Completion {
  const args = doc.signature.slice(doc.name.length)
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
