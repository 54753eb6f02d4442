// The mask's parameters and what they mean: one style here and another there, where that is, and how it moves.
import type { Painter } from '../../contracts/model'
import { MASK_KINDS, type MaskDrawing, type MaskKind, type MaskShape, type StyleMask } from '../../contracts/style'
import { messageOf } from '../../core/errors'
import type { Log } from '../../core/log'
import { readStrokes } from '../../contracts/mask-strokes'
import { Scope } from '../../core/scope'
import type { Show } from '../../show/show'
import { PATH_CLOCKS, type PathClock } from '../../contracts/style-path'
import type { Seconds } from '../../core/units'
import { Tween } from '../tween'
import type { LoadedModel } from '../../models/loaded-model'
import type { RoomStyle } from '../../models/manifest'
import { mixOf } from '../../models/last-job'
import { type PathBeat, UnitClock } from '../path/path-clock'
import { drawStrokes } from '../../models/mask/draw-strokes'
import { defineMaskParams, defineMaskStyle } from './mask-params'

const SCALE = 1e4

export class MaskControls {
  private readonly scope = new Scope()
  private readonly clock: UnitClock
  private removeStyle = (): void => undefined
  private styles: readonly RoomStyle[] = []
  private wanted = new Float64Array(0)
  private weights = new Tween(new Float64Array(0))
  /** 0: there is no mask, 1: there is; in between it comes or goes. */
  private readonly amount = new Tween(new Float64Array([0]))
  private readonly scalar = new Float64Array(1)
  private kind: MaskKind = 'wipe'
  /** Positions that it has moved by itself. */
  private travel = 0
  private drawing: MaskDrawing | null = null
  private drawn = ''
  private versions = 0
  private readonly arming = new WeakMap<Painter, 'arming' | 'armed' | 'refused'>()
  private readonly said = new Set<string>()

  constructor(
    private readonly show: Show,
    private readonly log: Log,
    beats: PathBeat,
  ) {
    this.clock = new UnitClock(beats)
    defineMaskParams(show, this.scope)
    this.scope.defer(() => this.removeStyle())
  }

  setStyles(styles: readonly RoomStyle[]): void {
    this.removeStyle()
    this.removeStyle = defineMaskStyle(this.show, styles)
    this.styles = styles
    this.wanted = new Float64Array(styles.length)
    this.readWanted()
    this.weights = new Tween(this.wanted.slice())
  }

  /** Once a frame. */
  update(time: Seconds): void {
    const { show } = this
    const seconds = show.number('style/seconds')
    const kind = MASK_KINDS.find((each) => each === show.text('style/mask'))
    this.kind = kind ?? this.kind
    this.scalar[0] = kind ? 1 : 0
    this.amount.aim(this.scalar, time, seconds)
    this.readWanted()
    this.weights.aim(this.wanted, time, seconds)
    const clock: PathClock = PATH_CLOCKS.find((each) => each === show.text('style/mask/clock')) ?? 'auto'
    const speed = show.number('style/mask/speed')
    this.travel = speed === 0 ? 0 : this.travel + speed * this.clock.advance(time, clock)
    if (speed === 0) this.clock.advance(time, clock)
  }

  /**
   * The mask for a painting by `painter` now; null where there is none, or none can be. What the painter needs for it is made in the
   * background, and until then it paints without.
   */
  maskFor(painter: Painter, model: LoadedModel, first: Float64Array, time: Seconds, aspect: number): StyleMask | null {
    const amount = this.amount.at(time)[0] ?? 0
    if (amount === 0 || !this.may(painter, model)) return null
    const second = mixOf(this.styles, model, this.weights.at(time), 'inModel')
    if (Object.keys(second).length === 0) {
      this.say(
        `${this.show.text('style/mask/style')} ${model.header.id}`,
        elsewhere(this.show.text('style/mask/style')),
      )
      return null
    }
    return {
      mix: amount < 1 ? blended(mixOf(this.styles, model, first, 'inModel'), second, amount) : second,
      shape: this.shape(aspect),
    }
  }

  /** What tells one mask from another, for pictures that do not change. */
  static key(mask: StyleMask | null): string {
    if (!mask) return ''
    const { kind, position, softness, angle, invert, drawing } = mask.shape
    const numbers = [position, softness, angle].map((x) => Math.round(x * SCALE))
    const mix = Object.entries(mask.mix).map(([id, weight]) => `${id}:${Math.round(weight * SCALE)}`)
    return [kind, ...numbers, invert, drawing?.version, ...mix].join(' ')
  }

  /** Resolves when `painter` has what masks need, where there is a mask now. */
  async ready(painter: Painter, time: Seconds): Promise<void> {
    if (this.amount.at(time)[0] === 0) return
    await this.arm(painter)
  }

  dispose(): void {
    this.scope.dispose()
  }

  private may(painter: Painter, { kind, header }: LoadedModel): boolean {
    if (kind !== 'plan') {
      this.say(
        header.id,
        `The model '${header.title}' has a single style, which no mask can change. It paints without the mask; choose a style of a bank.`,
      )
      return false
    }
    if (!painter.arm) return true
    const state = this.arming.get(painter)
    if (state === undefined) void this.arm(painter)
    return state === 'armed'
  }

  private async arm(painter: Painter): Promise<void> {
    if (!painter.arm || this.arming.get(painter) === 'refused') return
    this.arming.set(painter, this.arming.get(painter) ?? 'arming')
    try {
      await painter.arm()
      this.arming.set(painter, 'armed')
    } catch (thrown) {
      this.arming.set(painter, 'refused')
      this.say(
        'refused',
        `The GPU refused what masks need (${messageOf(thrown)}). Painting without the mask; ?backend=wasm can paint it on the processor.`,
      )
    }
  }

  private say(key: string, text: string): void {
    if (this.said.has(key)) return
    this.said.add(key)
    this.log.warn('style mask', text)
  }

  private shape(aspect: number): MaskShape {
    const { show } = this
    return {
      kind: this.kind,
      position: thereAndBack(show.number('style/mask/position') + this.travel),
      softness: show.number('style/mask/softness'),
      angle: (show.number('style/mask/angle') * Math.PI) / 180,
      invert: show.toggle('style/mask/invert'),
      drawing: this.kind === 'drawn' ? this.drawingFor(aspect) : null,
    }
  }

  private drawingFor(aspect: number): MaskDrawing | null {
    const text = this.show.text('style/mask/drawing')
    const known = `${aspect.toFixed(3)} ${text}`
    if (known !== this.drawn) {
      this.drawn = known
      this.drawing = drawStrokes(readStrokes(text), aspect, ++this.versions)
    }
    return this.drawing
  }

  private readWanted(): void {
    const style = this.show.text('style/mask/style')
    for (const [i, { id }] of this.styles.entries()) this.wanted[i] = id === style ? 1 : 0
  }
}

/** 0 to 1 and back to 0, on and on. */
function thereAndBack(x: number): number {
  const turn = ((x % 2) + 2) % 2
  return turn <= 1 ? turn : 2 - turn
}

function blended(a: StyleMask['mix'], b: StyleMask['mix'], t: number): StyleMask['mix'] {
  const made: Record<string, number> = {}
  for (const id of new Set([...Object.keys(a), ...Object.keys(b)])) made[id] = (a[id] ?? 0) * (1 - t) + (b[id] ?? 0) * t
  return made
}

function elsewhere(style: string): string {
  return `The mask's style, ${style}, belongs to another model than the styles that play, and one painting has one model. Painting without the mask; choose a style of the same bank.`
}
