// The way to the editor: it comes after the first picture, when it is asked for, and opens what a link carries.
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Store } from '../show/store'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import type { Editor } from './editor'
import { SessionRestore, framesShown } from '../live/session-restore'
import type { LazyRepl } from '../live/lazy-repl'
import { carriesCode, fromHash } from './link-codec'

const SEEN = 'page/code'
const PIECES = 'page/pieces'
const SKETCH = 'sketch/current'

export interface LazyEditorOptions {
  /** Where code is played. */
  readonly repl: Pick<LazyRepl, 'get' | 'evaluate'>
  readonly show: Show
  /** Where the layer goes. */
  readonly mount: HTMLElement
  readonly log: Log
  /** Where code is kept. */
  readonly store: Store
}

export class LazyEditor implements Disposable {
  private readonly scope = new Scope()
  private editor: Promise<Editor> | null = null
  private open = false
  private readonly encore: SessionRestore

  constructor(private readonly options: LazyEditorOptions) {
    const { show, log, store } = options
    this.encore = new SessionRestore({ storage: store.section('session'), log, drawn: framesShown })
    // Another sketch takes the stage.
    this.scope.defer(
      show.onEach(({ value, origin }) => origin !== 'engine' && value !== 'live' && this.encore.clear(), SKETCH),
    )
    this.scope.defer(
      show.onEach(({ address, value, origin }) => {
        if (address === SEEN) void this.turn(value === true, origin === 'keyboard')
      }, SEEN),
    )
    this.scope.defer(
      show.onEach(({ address, value }) => address === PIECES && void this.pieces(value === true), PIECES),
    )
    this.scope.defer(show.action('code/edit', { label: 'Into the code' }, () => this.write()))
    this.scope.listen(window, 'hashchange', () => void this.openLink())
  }

  /** The first picture is there: from now on the editor may be fetched. */
  ready(): void {
    this.open = true
    if (this.options.show.toggle(SEEN)) void this.turn(true, false)
    if (this.options.show.toggle(PIECES)) void this.pieces(true)
    void this.openLink()
    void this.encore.again((code) => this.options.repl.evaluate(code))
  }

  /** Shows the code and takes the keyboard there. */
  private write(): void {
    const { show } = this.options
    if (show.toggle(SEEN)) void this.turn(true, true)
    else show.send({ target: SEEN, value: true })
  }

  dispose(): void {
    this.scope.dispose()
  }

  private async turn(visible: boolean, focus: boolean): Promise<void> {
    if (!this.open || (!visible && !this.editor)) return
    const editor = await this.fetch()
    if (!editor) return
    const { show } = this.options
    // The hand may have been quicker than the network.
    editor.seen(show.toggle(SEEN))
    if (focus && show.toggle(SEEN)) editor.focus()
  }

  private async pieces(open: boolean): Promise<void> {
    if (!this.open || (!open && !this.editor)) return
    const editor = await this.fetch()
    editor?.pieces(this.options.show.toggle(PIECES))
  }

  private async openLink(): Promise<void> {
    if (!this.open || !carriesCode(location.hash)) return
    const { show, log } = this.options
    try {
      const text = await fromHash(location.hash)
      show.send({ target: SEEN, value: true, origin: 'url' })
      const editor = await this.fetch()
      editor?.openStranger(text)
    } catch (thrown) {
      log.warn('code', messageOf(thrown))
    }
  }

  /** Null when it can't be had; that is told, and the next wish tries again. */
  private async fetch(): Promise<Editor | null> {
    this.editor ??= this.make()
    try {
      return await this.editor
    } catch (thrown) {
      this.editor = null
      this.options.log.warn(
        'code',
        `The editor could not be fetched (${messageOf(thrown)}). The stage plays on; try again when the server can be reached.`,
      )
      return null
    }
  }

  private async make(): Promise<Editor> {
    const { repl, show, mount, log, store } = this.options
    const [{ createEditor }, desk] = await Promise.all([import('./editor'), repl.get()])
    return this.scope.add(
      createEditor({
        mount,
        log,
        show,
        storage: store.section('code'),
        encore: this.encore,
        date: () => new Date().toISOString(),
        describe: () => desk.describe(),
        evaluate: (code, manner) => desk.evaluate(code, manner),
        hush: () => {
          this.encore.clear()
          return desk.hush()
        },
      }),
    )
  }
}
