// The editor over the stage: CodeMirror with the house's keys, backing, mistakes in place, and nothing ever lost.
import { acceptCompletion } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { javascript } from '@codemirror/lang-javascript'
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { KEY_ADDRESSES } from '../contracts/key-chord'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import type { Shelf } from '../show/store'
import type { FunctionDoc } from '../live/describe-dialect'
import type { SessionRestore } from '../live/session-restore'
import type { Evaluation } from '../live/repl'
import { createGallery } from './gallery/gallery'
import { PIECES } from './gallery/pieces'
import { altLetters } from './alt-letters'
import { backing } from './line-background'
import { colours } from './colours'
import { completion } from './completion'
import { editorDeeds } from './editor-actions'
import { Drafts, type Draft } from './drafts'
import { chordNow, editorBindings } from './editor-bindings'
import { FIRST_TEXT } from './first-text'
import { carriesCode } from './link-codec'
import { mistakes } from './diagnostics'
import { onAir } from './active-code'
import { Player } from './player'
import { OwnWindow } from './popout'
import { replace } from './replace'
import { createStrip } from './toolbar'
import { Tour } from './tour/tour'
import { turning } from './number-scrub'
import { createVersionList } from './version-list'
import { whatIsThis } from './hover-docs'
import './code.css'

export interface EditorOptions {
  /** Where the layer goes; it fills the window. */
  readonly mount: HTMLElement
  readonly show: Show
  readonly log: Log
  /** Null where the browser keeps nothing. */
  readonly storage: Shelf | null
  /** The machine's date, as ISO 8601: for the reader of versions. */
  date(): string
  /** Evaluates code and shows it, or says why it can't, and what played before goes on. Never rejects. */
  evaluate(code: string, manner?: { readonly afresh: boolean }): Promise<Evaluation>
  /** Every function of the dialect, for completion and help. */
  describe(): readonly FunctionDoc[]
  /** Clears the stage. */
  hush(): Promise<void>
  /** Where it is written down what is to be played again after a reload. @defaultValue nothing is */
  readonly encore?: SessionRestore
}

export interface Editor extends Disposable {
  readonly text: string
  /** Shows or hides the layer; hiding gives the keys back to the stage. */
  seen(visible: boolean): void
  focus(): void
  /** Shows a stranger's code, of which nothing runs until it is played. */
  openStranger(text: string): void
  /** Opens or closes the gallery of pieces. */
  pieces(open: boolean): void
}

/** For those who know the language. */
const PAGE = `${import.meta.env.BASE_URL}from-hydra.html`

/** A cut of this many signs is one to come back from, even after the steps of typing are gone. */
const LARGE_CUT = 40

/** Of a version that a link brought and nobody here played. */
const LINKED = 'came with a link'

export function createEditor(options: EditorOptions): Editor {
  const { mount, show, log, storage } = options
  const scope = new Scope()
  const drafts = new Drafts({
    storage,
    date: options.date,
    onLost: () =>
      log.warn(
        'code',
        'The browser keeps nothing more for this page: what you write lives until it is closed. The stage is not touched; save the code as a file.',
      ),
  })
  const fresh = drafts.draft === null
  let stranger = drafts.draft?.stranger ?? false
  /** The text came with a link, also when it has been played since. */
  let linked = stranger
  let known: readonly FunctionDoc[] | null = null
  const docs = (): readonly FunctionDoc[] => (known ??= options.describe())
  // A stranger's code is not played by touching it.
  const onTurn = (pos: number): void => void (stranger || player.follow(pos))

  const root = document.createElement('section')
  root.className = 'code'
  root.setAttribute('aria-label', 'Code')
  mount.prepend(root)
  scope.defer(() => root.remove())

  const own = scope.add(
    new OwnWindow({
      root,
      mount,
      view: () => view,
      onRefused: () =>
        log.warn(
          'code',
          'The browser opened no window for the code, so it stays over the stage. Allow windows for this page, and ask again.',
        ),
    }),
  )
  const list = createVersionList({
    choose: ({ text }) => deeds.bring(text),
    onClose: () => view.focus(),
  })
  const page = new URL(PAGE, location.href).href
  const deeds = editorDeeds({
    view: () => view,
    drafts,
    list,
    log,
    own,
    page,
    onOwn: () => adopt(),
    did: (act) => tour.heard(act),
  })
  const keys = new Compartment()
  const bindings = (): Extension => {
    const made = editorBindings({ player: () => player, tour: () => tour, docs, show, onTurn, deeds })
    return Prec.high([keymap.of(made), altLetters(made)])
  }
  const view = new EditorView({
    parent: root,
    state: stateOf(drafts, [
      keys.of(bindings()),
      completion({ docs, styles: () => stylesOf(show) }),
      whatIsThis(docs),
      turning(onTurn),
      colours(onTurn),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return
        player.moved(update.changes.desc)
        let cut = 0
        update.changes.iterChanges((fromA, toA) => (cut += toA - fromA))
        if (cut >= LARGE_CUT) drafts.remember(update.startState.doc.toString(), 'before a large cut')
        drafts.keep({ text: update.state.doc.toString(), stranger })
        forgetAddress()
      }),
    ]),
  })
  scope.defer(() => view.destroy())

  const player = new Player(view, {
    evaluate: options.evaluate,
    hush: options.hush,
    log,
    encore: () => (linked ? null : (options.encore ?? null)),
    onPlay: (text) => {
      adopt()
      if (linked) options.encore?.clear()
      drafts.remember(text, 'played')
    },
    onGood: (text) => drafts.keepGood(text),
    did: (act) => tour.heard(act),
  })

  const tour = scope.add(
    new Tour({
      view: () => view,
      drafts,
      show,
      log,
      fresh,
      page,
      now: () => ({ text: view.state.doc.toString(), stranger }),
      hold: (draft) => hold(draft),
      onOffer: () => strip.write(),
    }),
  )

  const strip = createStrip({
    chord: (id) => chordNow(show, id),
    play: () => {
      view.focus()
      void player.play('all')
    },
    mine: () => {
      const now = view.state.doc.toString()
      const before = drafts.versions.find(({ text, why }) => text !== now && why !== LINKED)?.text ?? FIRST_TEXT
      adopt()
      linked = false
      replace(view, before)
      view.focus()
    },
    offered: () => tour.offered,
    tour: () => tour.toggle(),
    refuse: () => {
      tour.refuse()
      view.focus()
    },
  })
  strip.stranger(stranger)
  root.prepend(strip.element)
  const gallery = createGallery({
    pieces: PIECES,
    choose: ({ title, about, code }) => {
      tour.end()
      linked = false
      deeds.bring(`// ${title}. ${about}\n\n${code}\n`)
      view.focus()
      void player.playAfresh()
    },
    onClose: (chosen) => {
      show.send({ target: 'page/pieces', value: false, origin: 'keyboard' })
      // Whoever only looked round finds the stage as it was.
      if (chosen) show.send({ target: 'page/code', value: true, origin: 'keyboard' })
      look()
    },
  })
  root.append(list.element, tour.element, gallery.element)

  let wanted = false
  /** The code is seen when it is asked for; the gallery alone shows no code. */
  const look = (): void => {
    const visible = wanted || gallery.open
    root.classList.toggle('seen', visible)
    root.toggleAttribute('data-gallery-alone', gallery.open && !wanted)
    root.inert = !visible && !own.open
    if (!visible && !own.open) view.contentDOM.blur()
  }

  scope.defer(
    show.onEach(() => {
      view.dispatch({ effects: keys.reconfigure(bindings()) })
      strip.write()
      tour.keys()
    }, KEY_ADDRESSES),
  )

  /** From here on the code is the performer's. */
  const adopt = (): void => {
    if (!stranger) return
    stranger = false
    strip.stranger(false)
    drafts.keep({ text: view.state.doc.toString(), stranger })
    forgetAddress()
  }

  /** Puts that text in the place of the whole, whosever it is. */
  const hold = (draft: Draft): void => {
    replace(view, draft.text)
    stranger = draft.stranger
    linked = stranger
    drafts.keep(draft)
    strip.stranger(stranger)
  }

  const leave = (): void => {
    drafts.keepTyping(view.state.toJSON({ history: historyField }))
    if (!stranger) drafts.remember(view.state.doc.toString(), 'left')
  }
  scope.listen(window, 'pagehide', () => {
    leave()
    own.dispose()
  })
  scope.listen(view.contentDOM, 'blur', () => drafts.keepTyping(view.state.toJSON({ history: historyField })))
  scope.defer(leave)

  return {
    get text() {
      return view.state.doc.toString()
    },
    seen(visible) {
      wanted = visible
      look()
    },
    focus: () => view.focus(),
    openStranger(text) {
      tour.end()
      drafts.remember(view.state.doc.toString(), stranger ? LINKED : 'replaced')
      hold({ text, stranger: true })
      strip.focus()
    },
    pieces(open) {
      if (open) {
        // What isn't seen takes no focus.
        root.classList.add('seen')
        root.inert = false
        gallery.show()
      } else gallery.hide()
      look()
    },
    dispose: () => scope.dispose(),
  }
}

/** The address no longer says what is here. */
function forgetAddress(): void {
  if (!carriesCode(location.hash)) return
  window.history.replaceState(window.history.state, '', location.pathname + location.search)
}

/** Ids of the styles that the panel offers. */
function stylesOf(show: Show): string[] {
  const spec = show.param('style/current')?.spec
  return spec?.kind === 'choice' ? spec.options.map(({ value }) => value) : []
}

function stateOf(drafts: Drafts, extensions: Extension): EditorState {
  const all: Extension = [
    extensions,
    history({ minDepth: 500 }),
    drawSelection(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    indentOnInput(),
    bracketMatching(),
    javascript(),
    syntaxHighlighting(classHighlighter),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'Live code', spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.darkTheme.of(true),
    backing,
    onAir,
    mistakes,
    keymap.of([{ key: 'Tab', run: acceptCompletion }, indentWithTab, ...historyKeymap, ...defaultKeymap]),
  ]
  const text = drafts.draft?.text ?? FIRST_TEXT
  const typing = drafts.typing
  if (typeof typing === 'object' && typing !== null && 'doc' in typing && typing.doc === text) {
    try {
      return EditorState.fromJSON(typing, { extensions: all }, { history: historyField })
    } catch {
      // Written by another version of the page: the text is what counts.
    }
  }
  return EditorState.create({ doc: text, selection: { anchor: text.length }, extensions: all })
}
