// The mix of styles: one number for each style is the state; choosing a style is a way there; a path or a pad moves it besides.
import type { StyleMix } from '../contracts/style'
import { ImpastoError } from '../core/errors'
import { Scope } from '../core/scope'
import { clamp } from '../core/signal'
import type { StyleChange } from '../contracts/engine-api'
import type { Command, Duration, Origin } from '../show/command'
import type { Message } from '../show/change'
import type { Show } from '../show/show'
import { type PathStop, pathOf, type StyleAsk, writePath } from '../contracts/style-path'
import type { Seconds, Unit01 } from '../core/units'
import type { RoomStyle } from '../models/manifest'
import { PaintedAmount } from './painted-amount'
import type { StyleAutomation } from './path/automation'

/** The choice that shows the picture itself, and the one that stands for several styles at once. */
const NONE = 'none'
const MIX = 'mix'
/** Fast at first, so that a hand that chooses again and again is followed. */
const EASE = 'easeOutCubic'

export class StyleMixer {
  private readonly scope = new Scope()
  private styleScope = new Scope()
  private layers: (() => void)[] = []
  private list: readonly RoomStyle[] = []
  private addresses: readonly string[] = []
  /** What each automation makes of the styles, in their order. */
  private readonly made = new Map<string, Float64Array>()
  private weights = new Float64Array(0)
  private readonly painted = new PaintedAmount()
  private amount: Unit01 = 1
  private lastMix: StyleMix = {}

  constructor(
    private readonly show: Show,
    styles: readonly RoomStyle[],
    /** What may move the styles besides a hand. */
    private readonly automations: readonly StyleAutomation[] = [],
  ) {
    const { scope } = this
    scope.defer(() => this.styleScope.dispose())
    scope.defer(() => this.unlayer())
    for (const { id, label } of automations) {
      const help = `How much of the styles the ${label.toLowerCase()} has; the rest is the mix.`
      scope.defer(
        show.define(shareOf(id), { kind: 'number', label: `${label} share`, help, min: 0, max: 1, default: 0 }),
      )
    }
    scope.defer(
      show.define('style/strength', {
        kind: 'number',
        label: 'Strength',
        help: '0 shows the picture itself, 1 the painting.',
        words: ['painted', 'raw', 'real'],
        min: 0,
        max: 1,
        default: 1,
      }),
    )
    scope.defer(
      show.define('style/seconds', {
        kind: 'number',
        label: 'Glide',
        help: 'How long one style takes to become the next.',
        unit: 's',
        min: 0,
        max: 30,
        step: 0.1,
        default: 1.5,
      }),
    )
    this.defineStyles(styles)
    scope.defer(show.onChange((message) => this.changed(message), 'style/'))
  }

  get styles(): readonly RoomStyle[] {
    return this.list
  }

  find(id: string): RoomStyle | undefined {
    return this.list.find((style) => style.id === id)
  }

  /** The choices that stand for styles that change by themselves. */
  get moving(): readonly string[] {
    return this.automations.map(({ id }) => id)
  }

  /** `mix` with what moves by itself as the styles that it is now. */
  resolve(mix: StyleMix): StyleMix {
    const moving = this.automations.filter(({ id }) => (mix[id] ?? 0) > 0)
    if (moving.length === 0) return mix
    const still = Object.entries(mix).filter(([id]) => !moving.some((each) => each.id === id))
    const made: Record<string, number> = Object.fromEntries(still)
    for (const each of moving) {
      const parts = new Float64Array(this.list.length)
      each.weigh(parts)
      this.list.forEach(({ id }, i) => (made[id] = (made[id] ?? 0) + (parts[i] ?? 0) * (mix[each.id] ?? 0)))
    }
    return made
  }

  /** Declares the parameters for `styles`, in place of those before. */
  defineStyles(styles: readonly RoomStyle[]): void {
    this.unlayer()
    this.styleScope.dispose()
    this.styleScope = new Scope()
    const { show, styleScope } = this
    this.list = styles
    this.addresses = styles.map(({ id }) => `style/mix/${id}`)
    this.weights = new Float64Array(styles.length)
    for (const { id } of this.automations) this.made.set(id, new Float64Array(styles.length))
    const remembered = show.snapshot()
    styles.forEach(({ id, title }, i) => {
      const help = 'How much of this style is in the mix.'
      const first = i === 0 ? 1 : 0
      styleScope.defer(
        show.define(`style/mix/${id}`, { kind: 'number', label: title, help, min: 0, max: 1, default: first }),
      )
    })
    const options = [
      { value: NONE, label: 'The picture itself' },
      ...styles.map(({ id, title, thumbnail }) => ({ value: id, label: title, ...(thumbnail && { thumbnail }) })),
      { value: MIX, label: 'Mix' },
      ...this.automations.map(({ id, label }) => ({ value: id, label })),
    ]
    styleScope.defer(
      show.define(
        'style/current',
        { kind: 'choice', label: 'Style', options, default: styles[0]?.id ?? NONE },
        {
          from: ['style/mix', ...this.automations.map(({ id }) => shareOf(id))],
          read: () => this.label(),
          write: (value, over) => this.choice(String(value), over),
        },
      ),
    )
    for (const automation of this.automations) automation.setStyles(styles)
    // A style that was remembered without its mix.
    const { 'style/current': current } = remembered
    if (current !== undefined && !this.addresses.some((address) => address in remembered)) {
      show.send({ target: 'style/current', value: current, over: 0, origin: 'engine' })
    }
    this.update(null)
  }

  /** @throws {ImpastoError} when no model has such a style, when a step of a path can't be read */
  set(style: StyleAsk, { strength, seconds }: StyleChange, origin: Origin): void {
    const over = seconds ?? this.show.number('style/seconds')
    const commands: Command[] = []
    if (isPath(style))
      commands.push({ target: 'style/path', value: writePath(pathOf(style)) }, ...this.choice('path', over))
    else if (typeof style === 'string') commands.push(...this.choice(this.known(style), over))
    else commands.push(...this.mixed(this.knownMix(style), over))
    if (strength !== undefined) {
      commands.push({ target: 'style/strength', value: strength, ...(seconds !== undefined && { over, ease: EASE }) })
    }
    this.show.send(commands.map((command) => ({ ...command, origin })))
  }

  /** Once a frame, and before every painting: takes up what the parameters say now. `time` null: nothing moves on. */
  update(time: Seconds | null): void {
    const { show } = this
    let [shares, moved] = [0, 0]
    for (const automation of this.automations) {
      const share = show.number(shareOf(automation.id))
      shares += share
      if (time !== null) automation.advance(time, share > 0)
      const made = this.made.get(automation.id)
      if (share === 0 || !made) continue
      automation.weigh(made.fill(0))
      moved += share * Math.min(1, total(made))
    }
    this.layer(shares > 0)
    let [sum, goal] = [0, 0]
    for (const [i, address] of this.addresses.entries()) {
      const value = show.sample(address)
      this.weights[i] = value
      sum += value
      goal += this.wantedOf(address)
    }
    const hand = 1 - Math.min(1, shares)
    const knobs = hand > 0 ? this.painted.at((sum - moved) / hand, goal) : 0
    this.amount = clamp(hand * knobs + moved, 0, 1)
    if (sum > 0) for (let i = 0; i < this.weights.length; i++) this.weights[i] = (this.weights[i] ?? 0) / sum
  }

  /** How much of the painting is to be seen: the strength, and 0 for 'none'. */
  get strength(): Unit01 {
    return this.amount * this.show.number('style/strength')
  }

  /** The weights of now, in the order of `styles`; the same array every time. They add up to 1, or are all 0. */
  get shares(): Float64Array {
    return this.weights
  }

  /** The style with the most weight in what is wanted; undefined for 'none'. */
  heaviest(): RoomStyle | undefined {
    let best = -1
    let most = 0
    for (const [i, address] of this.addresses.entries()) {
      const wanted = this.wanted(i, address)
      if (wanted > most) [best, most] = [i, wanted]
    }
    return best < 0 ? undefined : this.list[best]
  }

  dispose(): void {
    this.scope.dispose()
  }

  private wanted(i: number, address: string): number {
    const leader = this.automations.find(({ id }) => Number(this.show.param(shareOf(id))?.base ?? 0) > 0)
    return leader ? (this.made.get(leader.id)?.[i] ?? 0) : this.wantedOf(address)
  }

  /** Where a knob goes: what the hand set, or what a signal makes of it. */
  private wantedOf(address: string): number {
    const param = this.show.param(address)
    const driven = param?.driven === true && this.layers.length === 0
    return Number((driven ? param.value : param?.base) ?? 0)
  }

  /** What a choice means for the numbers. */
  private choice(value: string, over: Duration = this.show.number('style/seconds')): readonly Command[] {
    if (this.automations.some(({ id }) => id === value)) return this.shared(value, over)
    if (value === MIX) return this.mixed(this.lastMix, over)
    return this.mixed(value === NONE ? {} : { [value]: 1 }, over)
  }

  /** Any weights will do; the largest knob goes to 1 at most. */
  private mixed(mix: StyleMix, over: Duration): readonly Command[] {
    const most = Math.max(1, ...Object.values(mix))
    const knobs = this.list.map(({ id }) => ({
      target: `style/mix/${id}`,
      value: (mix[id] ?? 0) / most,
      over,
      ease: EASE,
    }))
    return [...knobs, ...this.shared(null, over)]
  }

  private shared(leader: string | null, over: Duration): readonly Command[] {
    return this.automations.map(({ id }) => ({ target: shareOf(id), value: id === leader ? 1 : 0, over, ease: EASE }))
  }

  private changed({ changes, origin, moving, group }: Message): void {
    if (moving === true) return
    const mixed = changes.some(({ address }) => address.startsWith('style/mix/'))
    const shared = changes.some(({ address }) => address.endsWith('/share'))
    if (mixed && !shared && origin !== 'undo' && this.leads()) {
      // A hand at the knobs has the styles again.
      const over = this.show.number('style/seconds')
      this.show.send(
        this.shared(null, over).map((command) => ({ ...command, origin, ...(group !== undefined && { group }) })),
      )
    }
    if (mixed || shared) this.update(null)
  }

  private leads(): boolean {
    return this.automations.some(({ id }) => Number(this.show.param(shareOf(id))?.base ?? 0) > 0)
  }

  /** What the automations do is a modulation of the knobs, so that every knob, listener and recording sees it. */
  private layer(wanted: boolean): void {
    if (!wanted) return this.unlayer()
    if (this.layers.length > 0) return
    for (const { id } of this.automations) {
      const amount = (): number => this.show.number(shareOf(id))
      this.addresses.forEach((address, i) => {
        const read = (): number => this.made.get(id)?.[i] ?? 0
        this.layers.push(this.show.modulate(address, { origin: 'path', mode: 'set', amount, read }))
      })
    }
  }

  private unlayer(): void {
    for (const remove of this.layers.splice(0)) remove()
  }

  /** What the mix is called: a style's id, 'none', 'mix', or what moves it. */
  private label(): string {
    const base = (address: string): number => Number(this.show.param(address)?.base ?? 0)
    const leader = this.automations.find(({ id }) => base(shareOf(id)) > 0)
    if (leader) return leader.id
    const used = this.list.filter(({ id }) => base(`style/mix/${id}`) > 0)
    if (used.length < 2) return used[0]?.id ?? NONE
    this.lastMix = Object.fromEntries(used.map(({ id }) => [id, base(`style/mix/${id}`)]))
    return MIX
  }

  private knownMix(mix: StyleMix): StyleMix {
    for (const id of Object.keys(mix)) this.known(id)
    return mix
  }

  /** @throws {ImpastoError} */
  private known(id: string): string {
    if (id === NONE || id === MIX || this.find(id) || this.moving.includes(id)) return id
    const known = this.list.map((s) => s.id).join(', ') || 'none yet'
    const remedy = `The style stays as it is. There are: ${known}.`
    throw new ImpastoError({ asked: `setStyle asked for '${id}'`, found: 'no model has that style', remedy })
  }
}

/** How much of the styles an automation has. */
function shareOf(id: string): string {
  return `style/${id}/share`
}

function isPath(style: StyleAsk): style is readonly PathStop[] {
  return Array.isArray(style)
}

function total(weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i] ?? 0
  return sum
}
