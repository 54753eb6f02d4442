// The drawings of the bridge: each a quad that is made once and given its textures before it is drawn.
import { Vector2, type RenderTarget, type TextureNode, type UniformNode, type WebGPURenderer } from 'three/webgpu'
import { abs, clamp, mix, uniform, vec2, vec4 } from 'three/tsl'
import type { Disposable } from '../../core/scope'
import type { Unit01 } from '../../core/units'
import { samplerOf, textureSlot } from '../passes'
import type { PictureTexture } from '../video-texture'
import { FullscreenPass } from '../fullscreen-pass'
import type { FloatNode, Sampler, TextureSampler, Vec2Node, Vec3Node, Vec4Node } from '../sampler'
import { makeTarget } from '../targets'
import { luma } from '../transform2d'
import type { HistoryFrame } from './history-frame'
import { lossOf, movementOf, STEPS, sureOf, traceOf, trustIn } from './optical-flow'
import { enlarged, meanOf, presharpened } from './smooth'
import { steadied } from './temporal-blend'

/** Detail stronger than about this is bent down: hard edges would get a rim of light. */
const STRONG = 0.22
/** A texture that changes, with the size of its texels. */
interface Slot {
  readonly node: TextureNode
  readonly sampler: TextureSampler
  put(target: RenderTarget): void
}

/** One painting as the last drawing sees it. */
interface Look {
  readonly paint: Slot
  readonly flow: Slot
  readonly loss: Slot
}

export class InterpolationPasses implements Disposable {
  /** How bright the picture is now, at the painting's size, in red. */
  readonly fine = makeTarget('stage/temporal/fine', 1, 1)
  readonly trace = makeTarget('stage/temporal/trace', 1, 1)
  /** Of the detail, how much is laid on. */
  readonly amount: UniformNode<'float'> = uniform(0)
  /** Of the newest painting, how much shows while the one before goes. */
  readonly share: UniformNode<'float'> = uniform(1)
  /** Of the painting before, how much stays in a new one where the picture shows the same. */
  private readonly held: UniformNode<'float'> = uniform(0)
  private readonly rawFlip: UniformNode<'float'> = uniform(0)
  private readonly paintedFlip: UniformNode<'float'> = uniform(0)
  private readonly paintedTexel = uniform(new Vector2(1, 1))
  private readonly begun: Slot
  private readonly past: Slot
  private readonly before: Slot
  private readonly lost: Slot
  private readonly after: Look
  private readonly former: Look
  private readonly now: Slot
  private readonly soft: Slot
  private readonly quads: Readonly<
    Record<'copy' | 'keep' | 'fine' | 'trace' | 'motion' | 'loss' | 'one' | 'both', FullscreenPass>
  >

  constructor(
    private readonly raw: PictureTexture,
    private readonly painted: PictureTexture,
    private readonly stand: HistoryFrame,
    /** Straight enlargement, for graphics without a GPU: three times the fetches would be half the frame there. */
    private readonly plain: boolean,
  ) {
    this.soft = slotFor(this.fine)
    this.now = slotFor(this.trace)
    this.begun = slotFor(stand.trace)
    this.past = slotFor(stand.trace)
    this.before = slotFor(stand.flow)
    this.lost = slotFor(stand.loss)
    this.after = lookFor(stand)
    this.former = lookFor(stand)
    const rawAt = flipped(samplerOf(raw.node, vec2(0)), this.rawFlip)
    const paintedAt = Object.assign(flipped(samplerOf(painted.node, vec2(0)), this.paintedFlip), {
      texel: this.paintedTexel,
    })
    const { soft, now, past, before, lost } = this
    const quad = (name: string, sampler: Sampler): FullscreenPass =>
      FullscreenPass.of(`stage/temporal/${name}`, sampler)
    this.quads = {
      copy: quad('copy', paintedAt),
      keep: quad('keep', (st) => vec4(this.kept(paintedAt, st).rgb, 1)),
      fine: quad('fine', (st) => vec4(luma(meanOf(rawAt, st, soft.sampler.texel, 4).rgb), 0, 0, 1)),
      trace: quad('trace', (st) => traceOf(soft.sampler, st, now.sampler.texel)),
      motion: quad('motion', (st) =>
        movementOf(
          now.sampler,
          past.sampler,
          (at) => before.sampler(at).mul(sureOf(lost.sampler(vec2(0.5)).r)),
          st,
          now.sampler.texel,
        ),
      ),
      loss: quad('loss', () => lossOf(before.sampler)),
      one: quad('one', (st) => this.finished(rawAt, st, false)),
      both: quad('both', (st) => this.finished(rawAt, st, true)),
    }
  }

  /** The painting as it is. */
  drawCopy(renderer: WebGPURenderer, target: RenderTarget): void {
    this.takeShapes()
    this.quads.copy.draw(renderer, target)
  }

  /** The painting into what is kept of it, `held` of `before` staying in it where the picture shows the same. */
  drawKept(renderer: WebGPURenderer, kept: HistoryFrame, before: HistoryFrame, held: Unit01): void {
    this.takeShapes()
    this.held.value = held
    putLook(this.after, kept)
    putLook(this.former, before)
    this.begun.put(kept.trace)
    this.past.put(before.trace)
    kept.paint.setSize(this.painted.width, this.painted.height)
    this.quads.keep.draw(renderer, kept.paint)
  }

  /** The picture of now, small and smaller. */
  drawNow(renderer: WebGPURenderer): void {
    this.takeShapes()
    this.soft.put(this.fine)
    this.now.put(this.trace)
    this.quads.fine.draw(renderer, this.fine)
    this.quads.trace.draw(renderer, this.trace)
  }

  /** The smallest of these, into `kept`. */
  drawTrace(renderer: WebGPURenderer, kept: HistoryFrame): void {
    this.quads.trace.draw(renderer, kept.trace)
  }

  /** Searches for where everything has gone since `kept` was painted, and how much of it could not be found. */
  drawMotion(renderer: WebGPURenderer, kept: HistoryFrame): void {
    this.past.put(kept.trace)
    this.lost.put(kept.loss)
    for (let i = 0; i < STEPS; i++) {
      this.before.put(kept.flow)
      this.quads.motion.draw(renderer, kept.nextFlow)
      kept.turnOver()
    }
    this.before.put(kept.flow)
    this.quads.loss.draw(renderer, kept.loss)
  }

  /** What is shown: `after`, and `former` under it while that goes. */
  drawFinished(renderer: WebGPURenderer, target: RenderTarget, after: HistoryFrame, former: HistoryFrame | null): void {
    this.takeShapes()
    putLook(this.after, after)
    if (former) putLook(this.former, former)
    this.quads[former ? 'both' : 'one'].draw(renderer, target)
  }

  /** Makes the pipelines that drawing will need. */
  async compile(renderer: WebGPURenderer, target: RenderTarget): Promise<void> {
    const { copy, keep, fine, trace, motion, loss, one, both } = this.quads
    await copy.compile(renderer, target)
    await keep.compile(renderer, this.stand.paint)
    await fine.compile(renderer, this.fine)
    await trace.compile(renderer, this.trace)
    await motion.compile(renderer, this.stand.flow)
    await loss.compile(renderer, this.stand.loss)
    await one.compile(renderer, target)
    await both.compile(renderer, target)
  }

  dispose(): void {
    for (const quad of Object.values(this.quads)) quad.dispose()
    this.fine.dispose()
    this.trace.dispose()
  }

  private takeShapes(): void {
    const { raw, painted } = this
    this.rawFlip.value = raw.mirror ? 1 : 0
    this.paintedFlip.value = painted.mirror ? 1 : 0
    this.paintedTexel.value.set(1 / painted.width, 1 / painted.height)
  }

  private kept(paintedAt: TextureSampler, st: Vec2Node): Vec4Node {
    const { after, former, begun, past } = this
    // Both fields lead back from the picture of now; what lies between them is the way from the one painting to the other.
    const since = ({ flow, loss }: Look, at: Vec2Node): Vec2Node =>
      flow.sampler(at).xy.mul(sureOf(loss.sampler(vec2(0.5)).r))
    return steadied(
      {
        fresh: this.plain ? paintedAt : (at) => presharpened(paintedAt, at),
        freshTrace: begun.sampler,
        old: former.paint.sampler,
        oldTrace: past.sampler,
        went: (at) => since(former, at).sub(since(after, at)),
      },
      st,
      this.held,
    )
  }

  private finished(rawAt: Sampler, st: Vec2Node, both: boolean): ReturnType<Sampler> {
    const large = (from: TextureSampler, at: Vec2Node): Vec4Node => (this.plain ? from(at) : enlarged(from, at))
    // Where nothing can be followed a painting stays where it is.
    const look = ({ paint, flow, loss }: Look): { colour: Vec3Node; trust: FloatNode } => {
      const moved = flow.sampler(st)
      const sure = sureOf(loss.sampler(vec2(0.5)).r)
      return { colour: large(paint.sampler, st.add(moved.xy.mul(sure))).rgb, trust: trustIn(moved.z).mul(sure) }
    }
    let { colour, trust } = look(this.after)
    if (both) {
      const old = look(this.former)
      // Two pictures of a thing that moved, one through the other, would be seen as two things.
      const share = clamp(this.share.add(trust.sub(old.trust)), this.share, 1)
      colour = mix(old.colour, colour, share)
      trust = mix(old.trust, trust, share)
    }
    const detail = luma(rawAt(st).rgb).sub(large(this.soft.sampler, st).r)
    const bent = detail.div(abs(detail).div(STRONG).add(1))
    return vec4(clamp(colour.add(bent.mul(trust).mul(this.amount)), 0, 1), 1)
  }
}

function lookFor({ paint, flow, loss }: HistoryFrame): Look {
  return { paint: slotFor(paint), flow: slotFor(flow), loss: slotFor(loss) }
}

function putLook(look: Look, { paint, flow, loss }: HistoryFrame): void {
  look.paint.put(paint)
  look.flow.put(flow)
  look.loss.put(loss)
}

function slotFor(target: RenderTarget): Slot {
  const texel = uniform(new Vector2(1 / target.width, 1 / target.height))
  const node = textureSlot(target)
  return {
    node,
    sampler: samplerOf(node, texel),
    put(other) {
      node.value = other.texture
      texel.value.set(1 / other.width, 1 / other.height)
    },
  }
}

/** Left and right exchanged while `flip` is 1. */
function flipped(from: Sampler, flip: FloatNode): Sampler {
  return (st) => from(vec2(mix(st.x, st.x.oneMinus(), flip), st.y))
}
