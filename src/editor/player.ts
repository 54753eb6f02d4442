// Plays what is written: a block, a line or all, and shows in the text what plays and what could not.
import { syntaxTree, ensureSyntaxTree } from '@codemirror/language'
import type { ChangeDesc, EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { SessionRestore } from '../live/session-restore'
import type { Evaluation } from '../live/repl'
import { blockAt, inItsPlace, statementAt, type TextRange } from './blocks'
import { sentence, showMistakes } from './diagnostics'
import { asked, played, silenced } from './active-code'
import type { Act } from './tour/event'
import { statementsOf } from './statements'

export type Part = 'block' | 'line' | 'all'

export interface PlayerOptions {
  /** Evaluates code and shows it, or says why it can't. Never rejects. */
  evaluate(code: string, manner?: { readonly afresh: boolean }): Promise<Evaluation>
  hush(): Promise<void>
  readonly log: Log
  /** Where it is written down what is to be played again after a reload; null: the text is a stranger's. */
  encore(): SessionRestore | null
  /** Called before anything of the text is run. */
  onPlay(text: string): void
  /** Called when `text`, as it was then, has played. */
  onGood(text: string): void
  /** Called when something was done, and it is known what came of it. */
  did(act: Act): void
}

/** Milliseconds that a keystroke may wait for a long text to be parsed. */
const PARSE = 50
/** Put before a text on its first line, so that the old picture stays until the new one is there. */
export const AFRESH = 'hush(); speed = 1; bpm = 30; fps = 0; render(o0); '

export class Player {
  private pending: { range: TextRange }[] = []
  private newest = 0
  private turning: { pos: number; again: boolean } | null = null

  constructor(
    private readonly view: EditorView,
    private readonly options: PlayerOptions,
  ) {}

  /** Plays all of the text as the first thing of the evening: nothing of what played before goes on beside it. Never rejects. */
  async playAfresh(): Promise<void> {
    const range = rangeOf(this.view.state, 'all', 0)
    if (range) await this.playRange(range, true, false, AFRESH)
  }

  /** Keeps the ranges under way in their place while the text changes. */
  moved(changes: ChangeDesc): void {
    for (const each of this.pending) {
      const from = changes.mapPos(each.range.from, 1)
      each.range = { from, to: Math.max(from, changes.mapPos(each.range.to, -1)) }
    }
  }

  /** Plays that part of the text. True: there was something to play. Never rejects. */
  async play(part: Part, pos = this.view.state.selection.main.head): Promise<boolean> {
    const range = rangeOf(this.view.state, part, pos)
    if (!range) return false
    await this.playRange(range, part === 'all')
    return true
  }

  /** Plays the block at `pos` while a number or a colour in it is turned: as often as the stage can follow, and without a word. */
  async follow(pos: number): Promise<void> {
    if (this.turning) {
      this.turning = { pos, again: true }
      return
    }
    this.turning = { pos, again: true }
    while (this.turning.again) {
      this.turning.again = false
      const { doc } = this.view.state
      const range = rangeOf(this.view.state, 'block', Math.min(this.turning.pos, doc.length))
      if (range) await this.playRange(range, false, true)
    }
    this.turning = null
  }

  async hush(): Promise<void> {
    this.newest++
    try {
      await this.options.hush()
      this.view.dispatch({ effects: [silenced.of(null), showMistakes.of({ problems: [], line: 1 })] })
      this.options.did({ did: 'hush' })
    } catch (thrown) {
      this.options.log.error('code', messageOf(thrown))
    }
  }

  private async playRange(range: TextRange, alone: boolean, quiet = false, before = ''): Promise<void> {
    const { view, options } = this
    const text = view.state.doc.toString()
    const turn = ++this.newest
    const under = { range }
    this.pending.push(under)
    if (!quiet) {
      view.dispatch({ effects: asked.of(range) })
      options.onPlay(text)
    }
    const code = `${before}${inItsPlace(text, range)}`
    const settled = options.encore()?.begin(code, { alone, quiet })
    const evaluation = await options.evaluate(code, { afresh: before !== '' })
    settled?.(evaluation)
    this.pending = this.pending.filter((each) => each !== under)
    const lines = linesIn(text, range)
    const shown = text.slice(range.from, range.to)
    if (evaluation.ok) {
      options.onGood(text)
      options.did({ did: quiet ? 'turn' : 'play', code: shown })
      if (!quiet) options.log.note('code', `${lines} played.`)
      view.dispatch({ effects: played.of({ ...under.range, alone }) })
    } else if (!quiet) {
      options.did({ did: 'fail', code: shown })
      for (const { message, hint } of evaluation.errors)
        options.log.note('code', `${lines} did not play: ${sentence(message)}${hint === null ? '' : ` ${hint}`}`)
    }
    // What was asked for later has its own to say.
    if (turn !== this.newest) return
    const line = view.state.doc.lineAt(Math.min(under.range.to, view.state.doc.length)).number
    view.dispatch({ effects: showMistakes.of({ problems: evaluation.ok ? [] : evaluation.errors, line }) })
  }
}

function rangeOf(state: EditorState, part: Part, pos: number): TextRange | null {
  const text = state.doc.toString()
  if (part === 'all') return text.trim() === '' ? null : { from: 0, to: text.length }
  const statements = statementsOf(ensureSyntaxTree(state, state.doc.length, PARSE) ?? syntaxTree(state))
  return (part === 'line' ? statementAt(text, pos, statements) : null) ?? blockAt(text, pos, statements)
}

/** 'Line 3' or 'Lines 3 to 7'. */
function linesIn(text: string, { from, to }: TextRange): string {
  const lineOf = (pos: number): number => text.slice(0, pos).split('\n').length
  const [first, last] = [lineOf(from), lineOf(to)]
  return first === last ? `Line ${first}` : `Lines ${first} to ${last}`
}
