// The style parameters and what they mean: which mix is wanted, how it glides there, and how strong the painting is.
import type { StyleMix } from '../contracts/style'
import { ImpastoError } from '../core/errors'
import type { StyleChange } from '../contracts/engine-api'
import { Scope } from '../core/scope'
import type { Origin } from '../show/command'
import type { Show } from '../show/show'
import type { Seconds, Unit01 } from '../core/units'
import { type PathStop, pathOf, type StyleAsk, writePath } from '../contracts/style-path'
import { Tween } from './tween'
import type { RoomStyle } from '../models/manifest'
import type { StyleAutomation } from './path/automation'

const NONE = 'none'
const MIX = 'mix'
/** A knob that a hand turns is followed this fast. */
const FOLLOW: Seconds = 0.1

export class StyleMixer {
  private readonly scope = new Scope()
  private styleScope = new Scope()
  private addresses: string[] = []
  private wanted = new Float64Array(0)
  private weights = new Tween(new Float64Array(0))
  /** 0: the picture itself is wanted, 1: a style is. */
  private readonly on = new Tween(new Float64Array([1]))
  private readonly strengthGlide = new Tween(new Float64Array([1]))
  private readonly scalar = new Float64Array(1)
  private lastMix: Float64Array | null = null
  /** How long the next glide takes, where setStyle said so. */
  private nextSeconds: Seconds | null = null
  private syncing = false
  /** What moved the styles in the last frame. */
  private steered: StyleAutomation | null = null
  private list: readonly RoomStyle[] = []

  constructor(
    private readonly show: Show,
    styles: readonly RoomStyle[],
    /** What may move the styles in place of a hand's choice. */
    private readonly steerers: readonly StyleAutomation[] = [],
  ) {
    const { scope } = this
    scope.defer(() => this.styleScope.dispose())
    this.defineStyles(styles)
    scope.defer(
      show.define('style/strength', {
        kind: 'number',
        label: 'Strength',
        help: '0 shows the picture itself, 1 the painting.',
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
    scope.defer(show.onEach(({ value, origin }) => this.currentChanged(value, origin), 'style/current'))
    scope.defer(show.onEach(() => this.mixChanged(), 'style/mix/'))
    this.strengthGlide.aim([show.number('style/strength')], 0, 0)
  }

  get styles(): readonly RoomStyle[] {
    return this.list
  }

  find(id: string): RoomStyle | undefined {
    return this.list.find((style) => style.id === id)
  }

  /** The choices that stand for styles that change by themselves. */
  get moving(): readonly string[] {
    return this.steerers.map(({ id }) => id)
  }

  /** `mix` with what moves by itself as the styles that it is now. */
  resolve(mix: StyleMix): StyleMix {
    const moving = this.steerers.filter(({ id }) => (mix[id] ?? 0) > 0)
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
    this.styleScope.dispose()
    this.styleScope = new Scope()
    this.list = styles
    this.steered = null
    this.addresses = styles.map(({ id }) => `style/mix/${id}`)
    const options = styles.map(({ id, title, thumbnail }) => ({
      value: id,
      label: title,
      ...(thumbnail && { thumbnail }),
    }))
    const none = { value: NONE, label: 'The picture itself' }
    this.styleScope.defer(
      this.show.define('style/current', {
        kind: 'choice',
        label: 'Style',
        options: [
          none,
          ...options,
          { value: MIX, label: 'Mix' },
          ...this.steerers.map(({ id, label }) => ({ value: id, label })),
        ],
        default: styles[0]?.id ?? NONE,
      }),
    )
    styles.forEach(({ id, title }, i) => {
      this.styleScope.defer(
        this.show.define(`style/mix/${id}`, {
          kind: 'number',
          label: title,
          help: 'How much of this style is in the mix.',
          min: 0,
          max: 1,
          default: i === 0 ? 1 : 0,
        }),
      )
    })
    // A style remembered from before says more than mixes left at their defaults.
    const current = this.show.text('style/current')
    if (current !== MIX && !this.steerer() && current !== this.label()) this.putMix(current, 'engine')
    for (const steerer of this.steerers) steerer.setStyles(styles)
    this.wanted = new Float64Array(styles.length)
    this.readWanted()
    this.weights = new Tween(this.wanted.slice())
    this.on.aim([this.isNone() ? 0 : 1], 0, 0)
  }

  /** @throws {ImpastoError} when no model has such a style, when a step of a path can't be read */
  set(style: StyleAsk, change: StyleChange, origin: Origin): void {
    if (isPath(style)) {
      this.show.send({ target: 'style/path', value: writePath(pathOf(style)), origin })
      this.set('path', change, origin)
      return
    }
    if (typeof style === 'string' && this.steerers.some(({ id }) => id === style)) {
      this.nextSeconds = change.seconds ?? null
      this.show.send({ target: 'style/current', value: style, origin })
      this.sendStrength(change, origin)
      return
    }
    const mix = typeof style === 'string' ? (style === NONE ? {} : { [style]: 1 }) : style
    for (const id of Object.keys(mix)) {
      if (this.find(id)) continue
      const known = this.list.map((s) => s.id).join(', ') || 'none yet'
      const remedy = `The style stays as it is. There are: ${known}.`
      throw new ImpastoError({ asked: `setStyle asked for '${id}'`, found: 'no model has that style', remedy })
    }
    this.nextSeconds = change.seconds ?? this.show.number('style/seconds')
    this.putMix(mix, origin)
    this.sendStrength(change, origin)
  }

  /** Once a frame, and before every painting: takes up what the parameters say now. */
  update(time: Seconds): void {
    const seconds = this.nextSeconds ?? this.show.number('style/seconds')
    const steerer = this.steerer()
    for (const each of this.steerers) each.advance(time, each === steerer)
    if (steerer) this.steer(steerer, time, seconds)
    else this.aim(time, seconds)
    this.scalar[0] = this.show.number('style/strength')
    const strengthDriven = this.show.param('style/strength')?.driven === true
    this.strengthGlide.aim(this.scalar, time, strengthDriven ? 0 : (this.nextSeconds ?? FOLLOW))
    this.nextSeconds = null
  }

  /** How much of the painting is to be seen at `time`: the strength, eased, and 0 for 'none'. */
  strength(time: Seconds): Unit01 {
    return (this.on.at(time)[0] ?? 0) * (this.strengthGlide.at(time)[0] ?? 0)
  }

  /** The weights at `time`, in the order of `styles`; the same array every time. */
  weightsAt(time: Seconds): Float64Array {
    return this.weights.at(time)
  }

  /** The style with the most weight in what is wanted; undefined for 'none'. */
  heaviest(): RoomStyle | undefined {
    let best = -1
    for (let i = 0; i < this.wanted.length; i++) {
      if ((this.wanted[i] ?? 0) > (best < 0 ? 0 : (this.wanted[best] ?? 0))) best = i
    }
    return best < 0 ? undefined : this.list[best]
  }

  dispose(): void {
    this.scope.dispose()
  }

  /** What a hand chose. */
  private aim(time: Seconds, seconds: Seconds): void {
    const driven = this.readWanted()
    const none = this.isNone()
    this.scalar[0] = none ? 0 : 1
    // What nobody sees needs no glide.
    const unseen = this.on.at(time)[0] === 0
    this.on.aim(this.scalar, time, seconds)
    if (!none) this.weights.aim(this.wanted, time, driven || unseen ? 0 : seconds)
  }

  /** What moves by itself: it is glided into, and then followed to the frame. */
  private steer(steerer: StyleAutomation, time: Seconds, seconds: Seconds): void {
    if (this.steered !== steerer) {
      this.steered = steerer
      const unseen = this.on.at(time)[0] === 0
      this.on.begin(time, seconds)
      this.weights.begin(time, unseen ? 0 : seconds)
      // So that every knob and tile shows what it does.
      this.addresses.forEach((address, i) => this.show.drive(address, () => this.wanted[i] ?? 0))
    }
    this.wanted.fill(0)
    steerer.weigh(this.wanted)
    const painted = normalise(this.wanted)
    this.scalar[0] = Math.min(1, painted)
    this.on.follow(this.scalar)
    if (painted > 0) this.weights.follow(this.wanted)
  }

  /** The hand has the knobs again. */
  private letGo(): void {
    if (!this.steered) return
    this.steered = null
    for (const address of this.addresses) this.show.drive(address, null)
  }

  private steerer(): StyleAutomation | undefined {
    const current = this.show.text('style/current')
    return this.steerers.find(({ id }) => id === current)
  }

  private sendStrength({ strength }: StyleChange, origin: Origin): void {
    if (strength !== undefined) this.show.send({ target: 'style/strength', value: strength, origin })
  }

  /** Reads the mix parameters, normalised to sum 1 (or all 0). True when a signal moves one. */
  private readWanted(): boolean {
    let driven = false
    for (let i = 0; i < this.addresses.length; i++) {
      const param = this.show.param(this.addresses[i] ?? '')
      this.wanted[i] = typeof param?.value === 'number' ? param.value : 0
      driven ||= param?.driven === true
    }
    normalise(this.wanted)
    return driven
  }

  private isNone(): boolean {
    return this.heaviest() === undefined
  }

  private currentChanged(value: unknown, origin: Origin): void {
    if (this.syncing || typeof value !== 'string' || this.steerers.some(({ id }) => id === value)) return
    this.letGo()
    if (value !== MIX) this.putMix(value, origin === 'undo' ? origin : 'engine')
    else if (this.lastMix)
      this.putMix(Object.fromEntries(this.list.map(({ id }, i) => [id, this.lastMix?.[i] ?? 0])), 'engine')
  }

  private mixChanged(): void {
    if (this.syncing) return
    this.letGo()
    this.readWanted()
    this.syncing = true
    this.show.send({ target: 'style/current', value: this.label(), origin: 'engine' })
    this.syncing = false
  }

  private putMix(style: string | StyleMix, origin: Origin): void {
    this.letGo()
    const nested = this.syncing
    this.syncing = true
    const mix: StyleMix = typeof style === 'string' ? { [style]: 1 } : style
    // Any weights will do, the parameters go to 1.
    const most = Math.max(1, ...Object.values(mix))
    for (const { id } of this.list) {
      this.show.send({ target: `style/mix/${id}`, value: (mix[id] ?? 0) / most, origin })
    }
    this.show.send({ target: 'style/current', value: this.label(), origin })
    this.syncing = nested
  }

  /** What the mix is called: a style's id, 'none' or 'mix'. */
  private label(): string {
    const used = this.list.filter(({ id }) => this.show.number(`style/mix/${id}`) > 0)
    if (used.length < 2) return used[0]?.id ?? NONE
    this.lastMix = Float64Array.from(this.list, ({ id }) => this.show.number(`style/mix/${id}`))
    return MIX
  }
}

/** Makes the sum of all 1, where they have one; gives the sum they had. */
function normalise(weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i] ?? 0
  if (sum > 0) for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) / sum
  return sum
}

function isPath(style: StyleAsk): style is readonly PathStop[] {
  return Array.isArray(style)
}
