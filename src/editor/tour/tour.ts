// The tour: leads somebody who has never written live through the code step by step, and gives back what was written before it.
import type { EditorView } from '@codemirror/view'
import type { Log } from '../../core/log'
import { Scope, type Disposable } from '../../core/scope'
import type { Show } from '../../show/show'
import type { Seconds } from '../../core/units'
import type { Draft, Drafts } from '../drafts'
import { replace } from '../replace'
import type { Act } from './event'
import { createCard, type Card, type CardKey } from './card'
import { Deeds, moved, PLAYS_ALONE, readTour, stepOf, type TourState } from './progress'
import { keyLabel, piecesOf } from './words'
import './tour.css'

/** So long is it said that a step is passed, before the next one comes by itself. */
const PAUSE: Seconds = 5

export interface TourOptions {
  view(): EditorView
  readonly drafts: Drafts
  readonly show: Show
  readonly log: Log
  /** True on a first visit. */
  readonly fresh: boolean
  /** Where the page for those who know the language is. */
  readonly page: string
  /** What is written now, and whose it is. */
  now(): Draft
  /** Puts that in its place. */
  hold(draft: Draft): void
  /** Called when the offer comes or goes. */
  onOffer(): void
}

export class Tour implements Disposable {
  readonly element: HTMLElement
  private readonly card: Card
  private readonly scope = new Scope()
  private readonly deeds = new Deeds()
  private state: TourState
  private plays = 0
  private timer = 0

  constructor(private readonly options: TourOptions) {
    this.state = readTour(options.drafts.tour, options.fresh)
    // Whether it is still to be offered is known next time, too.
    if (options.fresh) options.drafts.keepTour(this.state)
    const label = (id: string, otherwise = ''): string => keyLabel(options.show, id, otherwise)
    this.card = createCard({
      pieces: (words) => piecesOf(words, label),
      key: label,
      press: (id) => this.press(id),
      page: options.page,
    })
    const { element } = this.card
    this.element = element
    this.scope.listen(element, 'keydown', (event) => this.keyDown(event))
    this.scope.defer(() => clearTimeout(this.timer))
    this.card.show(this.state)
  }

  /** True: it is to be offered. */
  get offered(): boolean {
    return this.state.offer
  }

  get underWay(): boolean {
    return this.state.at !== null
  }

  /** Begins it, or leaves it. */
  toggle(): void {
    if (this.underWay) this.leave()
    else this.begin()
  }

  /** It is not offered again. */
  refuse(): void {
    this.change({ ...this.state, offer: false })
    this.options.onOffer()
  }

  /** False, as the next two: no tour is under way, or there is nothing to do. */
  put(): boolean {
    const step = stepOf(this.state)
    if (step?.example === undefined) return false
    const { view, drafts, now } = this.options
    drafts.remember(now().text, 'replaced')
    replace(view(), step.example)
    const anchor = step.cursor === undefined ? step.example.length : step.example.indexOf(step.cursor)
    view().dispatch({ selection: { anchor } })
    this.card.put()
    view().focus()
    return true
  }

  next(): boolean {
    return this.go(1)
  }

  back(): boolean {
    return this.go(-1)
  }

  /** Leaves it, with what was written before in its place. */
  leave(): void {
    this.end()
    this.options.log.info(
      'code',
      'The tour is over: the code that was here before it is back. The stage plays on until you play that.',
    )
    this.options.view().focus()
  }

  /** As leave(), without a word: something else takes its place. Nothing, when no tour is under way. */
  end(): void {
    const { before } = this.state
    if (before === null) return
    const { drafts, hold, now } = this.options
    drafts.remember(now().text, 'the tour')
    this.change({ offer: false, at: null, before: null })
    hold(before)
  }

  /** Of everything that is done in the editor. */
  heard(act: Act): void {
    if (this.state.offer && act.did === 'play' && ++this.plays >= PLAYS_ALONE) this.refuse()
    const step = stepOf(this.state)
    if (!step || !this.deeds.add(step, act)) return
    this.card.well(step.well)
    this.timer = window.setTimeout(() => this.next(), PAUSE * 1000)
  }

  /** Writes the keys anew. */
  keys(): void {
    this.card.show(this.state)
  }

  dispose(): void {
    this.scope.dispose()
  }

  private begin(): void {
    const { drafts, now, hold, onOffer, view } = this.options
    const before = now()
    drafts.remember(before.text, 'replaced')
    // Kept before it leaves the page: a tour that is cut short loses nothing.
    this.change({ offer: false, at: 0, before })
    hold({ text: '', stranger: false })
    onOffer()
    view().focus()
  }

  private go(by: number): boolean {
    if (!this.underWay) return false
    this.change(moved(this.state, by))
    this.options.view().focus()
    return true
  }

  private change(state: TourState): void {
    clearTimeout(this.timer)
    this.state = state
    this.deeds.renew()
    this.options.drafts.keepTour(state)
    this.card.show(state)
  }

  private press(id: CardKey): void {
    if (id === 'code-tour-put') this.put()
    else if (id === 'code-tour-next') this.next()
    else if (id === 'code-tour-back') this.back()
    else this.toggle()
  }

  /** The editor's keys with Alt work on the card as well; Esc goes back into the code. */
  private keyDown(event: Event): void {
    if (!isKey(event)) return
    const { contentDOM } = this.options.view()
    const { key, code, altKey, shiftKey } = event
    const back = key === 'Escape'
    if (back) contentDOM.focus()
    const same = { key, code, altKey, shiftKey, cancelable: true }
    if (!back && (!altKey || contentDOM.dispatchEvent(new KeyboardEvent('keydown', same)))) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Also of another window, whose events are of another class. */
function isKey(event: Event): event is KeyboardEvent {
  return 'altKey' in event && 'code' in event
}
