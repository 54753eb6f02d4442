// From painting to painting: the stage moves at its own rate while the model takes its time. The last painting follows the picture's
// movement, the next one takes over gently, and what is too fine for the model is taken from the picture as it is now.
import type { RenderTarget, TextureNode, WebGPURenderer } from 'three/webgpu'
import type { StyleMix } from '../../contracts/style'
import type { Disposable } from '../../core/scope'
import { clamp } from '../../core/signal'
import type { Pixels, Seconds, Unit01 } from '../../core/units'
import { textureSlot } from '../passes'
import type { PictureTexture, ShownPicture } from '../video-texture'
import { makeTarget } from '../targets'
import { InterpolationPasses } from './interpolation-passes'
import { HistoryFrame } from './history-frame'
import { CELLS } from './optical-flow'
import { heldShare } from './temporal-blend'

/** Slower models than this change over in this time; a longer change would be seen as one. */
const LONGEST_CHANGE: Seconds = 0.4
/** How quickly the measured interval between paintings follows, for each painting. */
const FOLLOWS = 0.3
/** The mixes of two paintings that differ by more than this are a cut, and a cut is shown as one. */
const CUT = 0.5
/** And the mixes of two that differ by this much glide: then nothing of the one before stays. */
const GLIDE = 0.1
/** Less than this many times as large as the painting, a picture has nothing to add. */
const FINER = 1.25
/** A painting this far behind the picture still takes all of its detail, and one this far none. */
const TIMELY: Seconds = 0.25
const LATE: Seconds = 1
/** Pictures on their way through a painter at any time: one, and the one that comes next. */
const IN_FLIGHT = 3
/** Of the picture's detail, at a full amount and with a picture twice the painting's size or more. */
const FULL = 1.25

/** What a painting was made with, but for its picture. */
export interface StyleState {
  readonly mix: StyleMix
  /** Tells two masks apart; empty without one. */
  readonly mask: string
}

export class FrameInterpolation implements Disposable, ShownPicture {
  readonly node: TextureNode
  readonly mirror = false
  private readonly target: RenderTarget
  private readonly passes: InterpolationPasses
  /** What is being painted, what is shown, and what was shown before it. */
  private pending = new HistoryFrame('stage/temporal/a')
  private current = new HistoryFrame('stage/temporal/b')
  private former = new HistoryFrame('stage/temporal/c')
  private beginning: number | null = null
  private shown: unknown = null
  private seen: unknown = null
  private recipe: StyleState = { mix: {}, mask: '' }
  private arrived: Seconds = Number.NEGATIVE_INFINITY
  private interval: Seconds = 0
  private change: Seconds = 0
  private share: Unit01 = 1
  /** Width by height of the pictures that went to the painter, by their serials. */
  private readonly shapes = new Map<number, number>()
  private shape = 1

  constructor(
    private readonly raw: PictureTexture,
    private readonly painted: PictureTexture,
    plain = false,
  ) {
    this.target = makeTarget('stage/temporal/shown', 1, 1, { depth: plain ? '8bit' : 'half' })
    this.node = textureSlot(this.target)
    this.passes = new InterpolationPasses(raw, painted, this.current, plain)
  }

  /** Of what was painted: a model that works at a size of its own may squeeze it, and it is drawn out again here. */
  get aspect(): number {
    return this.shape
  }

  /** The picture that is shown in this frame goes to the painter. */
  begun(serial: number): void {
    this.beginning = serial
    this.shapes.set(serial, this.raw.aspect)
    for (const old of this.shapes.keys()) if (this.shapes.size > IN_FLIGHT) this.shapes.delete(old)
  }

  /**
   * One frame, before anything samples `node`. What has not changed is not drawn again.
   * @param detail 0: the painting exactly as the model made it
   * @param steady how much of the painting before stays where the picture shows the same
   * @param recipe of the newest painting
   * @param surface the stage: more than fills it need not be drawn
   */
  draw(
    renderer: WebGPURenderer,
    time: Seconds,
    detail: Unit01,
    steady: Unit01,
    recipe: StyleState,
    surface: { readonly width: Pixels; readonly height: Pixels },
  ): void {
    const { painted, passes, beginning } = this
    this.beginning = null
    if (!painted.picture) return
    this.shape = this.shapes.get(painted.picture.serial) ?? (this.raw.picture ? this.raw : painted).aspect
    const finer = this.fit(detail, surface)
    if (finer < FINER) {
      if (this.shown !== painted.picture) passes.drawCopy(renderer, this.target)
      this.shown = painted.picture
      this.former.picture = null
      return
    }
    const moved = this.lookAtPicture(renderer)
    if (beginning !== null && beginning === this.raw.picture?.serial) this.keepLook(renderer, this.pending, beginning)
    const arrived = this.current.picture !== painted.picture
    if (arrived) this.takeUp(renderer, time, steady, recipe)
    const amount = detail * FULL * clamp(finer - 1, 0, 1) * this.timely()
    const before = this.share
    this.share = this.change > 0 ? clamp((time - this.arrived) / this.change, 0, 1) : 1
    const still = !moved && !arrived && before >= 1 && this.shown === this.current && passes.amount.value === amount
    if (still) return
    passes.amount.value = amount
    passes.share.value = this.share
    passes.drawFinished(renderer, this.target, this.current, this.share < 1 ? this.former : null)
    this.shown = this.current
  }

  /** Makes the pipelines, without holding anything up. */
  compile(renderer: WebGPURenderer): Promise<void> {
    return this.passes.compile(renderer, this.target)
  }

  dispose(): void {
    this.passes.dispose()
    for (const kept of [this.pending, this.current, this.former]) kept.dispose()
    this.target.dispose()
  }

  /** Sizes the target; returns how many times finer it is than the painting. */
  private fit(detail: Unit01, surface: { readonly width: Pixels; readonly height: Pixels }): number {
    const { raw, painted, target } = this
    const fills = Math.min(1, Math.max(surface.width / raw.width, surface.height / raw.height))
    const width = Math.round(raw.width * fills)
    const height = Math.round(raw.height * fills)
    const finer = raw.picture && detail > 0 ? Math.min(width / painted.width, height / painted.height) : 1
    const bridged = finer >= FINER
    const wanted = bridged ? { width, height } : painted
    if (target.width !== wanted.width || target.height !== wanted.height) {
      target.setSize(wanted.width, wanted.height)
      this.shown = null
    }
    return finer
  }

  /** Fine detail of now on a painting of long ago would be two pictures at once, where everything seems to have been followed too. */
  private timely(): Unit01 {
    const { raw, current } = this
    if (!raw.picture || !current.picture) return 1
    const behind = raw.picture.capturedAt - current.picture.capturedAt
    return clamp((LATE - behind) / (LATE - TIMELY), 0, 1)
  }

  /** Takes in a new picture; true when there is one. */
  private lookAtPicture(renderer: WebGPURenderer): boolean {
    const { raw, painted, passes } = this
    const { fine, trace } = passes
    const same = fine.width === painted.width && fine.height === painted.height
    if (raw.picture === this.seen && same) return false
    this.seen = raw.picture
    fine.setSize(painted.width, painted.height)
    const { aspect } = raw
    const cells = (side: number): Pixels => Math.max(4, Math.round(CELLS * Math.min(1, side)))
    trace.setSize(cells(aspect), cells(1 / aspect))
    passes.drawNow(renderer)
    this.follow(renderer, this.current)
    this.follow(renderer, this.pending)
    if (this.share < 1) this.follow(renderer, this.former)
    return true
  }

  private follow(renderer: WebGPURenderer, kept: HistoryFrame): void {
    const { trace } = this.passes
    if (kept.serial === null || kept.serial === this.raw.picture?.serial) return
    // A picture of another shape is another picture: there is nothing to follow.
    if (kept.trace.width !== trace.width || kept.trace.height !== trace.height) return
    this.passes.drawMotion(renderer, kept)
  }

  /** Remembers in `kept` what the picture looks like now. */
  private keepLook(renderer: WebGPURenderer, kept: HistoryFrame, serial: number): void {
    const { trace } = this.passes
    kept.rest(renderer, trace.width, trace.height)
    this.passes.drawTrace(renderer, kept)
    kept.serial = serial
  }

  private rehearse(renderer: WebGPURenderer): void {
    const { passes, current, former } = this
    former.rest(renderer, passes.trace.width, passes.trace.height)
    passes.drawTrace(renderer, former)
    passes.drawMotion(renderer, former)
    passes.drawFinished(renderer, this.target, current, former)
  }

  /** The newest painting becomes what is shown. */
  private takeUp(renderer: WebGPURenderer, time: Seconds, steady: Unit01, recipe: StyleState): void {
    const { picture } = this.painted
    if (!picture) return
    const known = this.pending.serial === picture.serial
    const { former } = this
    this.former = this.current
    this.current = this.pending
    this.pending = former
    former.serial = null
    former.picture = null
    // Painted while nobody looked, or by hand in this very frame: it is taken to be of the picture that there is.
    if (!known) this.keepLook(renderer, this.current, picture.serial)
    this.current.picture = picture
    const gap = time - this.arrived
    const cut = !known || this.former.picture === null || difference(recipe.mix, this.recipe.mix) > CUT
    this.passes.drawKept(renderer, this.current, this.former, cut ? 0 : heldShare(steady, gap) * this.alike(recipe))
    // The first has none before it. What the next ones will need is drawn with it once, so that nothing has to be made for them.
    if (!Number.isFinite(gap)) this.rehearse(renderer)
    else {
      this.interval += (Math.min(gap, LONGEST_CHANGE) - this.interval) * (this.interval > 0 ? FOLLOWS : 1)
    }
    this.arrived = time
    this.change = cut ? 0 : this.interval
    this.recipe = recipe
  }

  /** Whether only the picture is another: what a hand changes is to be seen at once. */
  private alike({ mix, mask }: StyleState): Unit01 {
    const { recipe, current, former } = this
    const sameShape = current.trace.width === former.trace.width && current.trace.height === former.trace.height
    if (!sameShape || mask !== recipe.mask) return 0
    return clamp(1 - difference(mix, recipe.mix) / GLIDE, 0, 1)
  }
}

/** By how much two mixes differ, 0..2. */
function difference(a: StyleMix, b: StyleMix): number {
  let sum = 0
  for (const id of new Set([...Object.keys(a), ...Object.keys(b)])) sum += Math.abs((a[id] ?? 0) - (b[id] ?? 0))
  return sum
}
