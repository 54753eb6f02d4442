// A painter in a chain: what comes before it is drawn at the model's size and painted whenever the painter is free; what comes after reads the newest painting.
import { mix, uniform, vec2, vec4 } from 'three/tsl'
import type { RenderTarget, WebGPURenderer } from 'three/webgpu'
import type { Picture } from '../contracts/frame'
import type { PaintApi } from '../contracts/model'
import type { StyleMix } from '../contracts/style'
import { ImpastoError } from '../core/errors'
import type { Pixels } from '../core/units'
import { samplerOf, textureSlot, type Pass } from '../stage/passes'
import { PictureTexture } from '../stage/video-texture'
import { FullscreenPass } from '../stage/fullscreen-pass'
import type { FloatNode, Sampler } from '../stage/sampler'
import { makeTarget } from '../stage/targets'

export interface StyleWish {
  /** The stage's width by its height. */
  aspect(): number
  readonly painter: PaintApi | null
  readonly names: readonly string[]
  /** How much of a style is wanted now. */
  weight(name: string): number
}

export class StylePass implements Pass {
  readonly output: Sampler
  /** When it was painted last; the smallest comes next. */
  turn = 0
  private readonly before: RenderTarget
  private readonly drawing: FullscreenPass
  private readonly slot: PictureTexture
  /** The painting, in a place of its own: the painter's places are taken by what it paints next. */
  private readonly kept: RenderTarget
  private readonly keeping: FullscreenPass
  private readonly painted = uniform(0)
  private renderer: WebGPURenderer | null = null
  private serial = 0
  private fresh = false
  private busy = false
  private arrived = false
  private gone = false

  constructor(
    label: string,
    input: Sampler,
    strength: FloatNode,
    private readonly wish: StyleWish,
  ) {
    const { width, height } = this.size()
    this.before = makeTarget(`${label}/before`, width, height, { depth: '8bit' })
    this.kept = makeTarget(`${label}/painting`, width, height, { depth: '8bit' })
    this.slot = new PictureTexture(`${label}/arrival`)
    // A painter knows no transparency: it sees the picture over black, as the stage shows it.
    this.drawing = FullscreenPass.of(`${label}/draw`, (st) => vec4(input(st).rgb.clamp(0, 1), 1))
    this.keeping = FullscreenPass.of(`${label}/keep`, samplerOf(this.slot.node, vec2(1)))
    const painting = samplerOf(textureSlot(this.kept), vec2(1))
    this.output = (st) => {
      const c = input(st)
      return mix(c, vec4(painting(st).rgb, c.a), strength.mul(this.painted))
    }
  }

  /** True when there is a picture that has not been painted. */
  get waiting(): boolean {
    return this.fresh
  }

  draw(renderer: WebGPURenderer): void {
    this.renderer = renderer
    if (this.arrived) {
      const { width, height } = this.slot
      if (width !== this.kept.width || height !== this.kept.height) this.kept.setSize(width, height)
      this.keeping.draw(renderer, this.kept)
      this.painted.value = 1
      this.arrived = false
    }
    if (this.fresh || this.busy) return
    const { width, height } = this.size()
    if (width !== this.before.width || height !== this.before.height) this.before.setSize(width, height)
    this.drawing.draw(renderer, this.before)
    this.serial++
    this.fresh = true
  }

  /** Has the picture painted, if the painter is free. `turn` grows from painting to painting. */
  async paint(turn: number): Promise<void> {
    const { painter } = this.wish
    if (!painter || !this.fresh || this.busy || this.gone) return
    this.busy = true
    try {
      const picture = await this.picture(painter)
      const painting = picture && !this.gone ? painter.paintAs(picture, this.mix()) : null
      if (!painting) return
      this.turn = turn
      const done = await painting
      this.fresh = false
      if (this.gone) return
      this.slot.set(done)
      this.arrived = true
    } catch {
      // The painter's own room has told of it; the next picture is another try.
      this.fresh = false
    } finally {
      this.busy = false
    }
  }

  async compile(renderer: WebGPURenderer): Promise<void> {
    await this.drawing.compile(renderer, this.before)
    await this.keeping.compile(renderer, this.kept)
  }

  /** Follows the model's size by itself. */
  resize(): void {}

  dispose(): void {
    this.gone = true
    this.drawing.dispose()
    this.keeping.dispose()
    this.slot.dispose()
    this.before.dispose()
    this.kept.dispose()
  }

  private size(): { width: Pixels; height: Pixels } {
    return this.wish.painter?.modelSize(this.wish.aspect()) ?? { width: 256, height: 256 }
  }

  private mix(): StyleMix {
    return Object.fromEntries(this.wish.names.map((name) => [name, this.wish.weight(name)]))
  }

  private async picture({ takes }: PaintApi): Promise<Picture | null> {
    const { renderer, before, serial } = this
    if (!renderer || !takes) return null
    const { width, height } = before
    const shape = { width, height, capturedAt: 0, serial }
    if (takes === 'gpu') {
      const held: unknown = Reflect.get(renderer.backend, 'get').call(renderer.backend, before.texture)
      const texture: unknown = typeof held === 'object' && held !== null ? Reflect.get(held, 'texture') : null
      return texture instanceof GPUTexture ? { kind: 'gpu', texture, ...shape } : null
    }
    // The painter works on the processor: its picture has to come there, at its own small size and rate.
    const read = await renderer.readRenderTargetPixelsAsync(before, 0, 0, width, height)
    const bytes = new Uint8ClampedArray(read.buffer, read.byteOffset, read.byteLength)
    return { kind: 'pixels', data: upright(bytes, width, height, 'isWebGLBackend' in renderer.backend), ...shape }
  }
}

function upright(
  bytes: Uint8ClampedArray,
  width: Pixels,
  height: Pixels,
  rising: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const made = new Uint8ClampedArray(width * height * 4)
  const row = width * 4
  for (let y = 0; y < height; y++) {
    const from = (rising ? height - 1 - y : y) * row
    made.set(bytes.subarray(from, from + row), y * row)
  }
  return made
}

/** @throws {ImpastoError} no model has that style */
export function knowStyle(name: string, painter: PaintApi | null): void {
  const known = painter?.styles ?? []
  const moving = painter?.moving ?? []
  if (known.length === 0 || known.some(({ id }) => id === name) || moving.includes(name)) return
  throw new ImpastoError({
    asked: `.style('${name}') was asked for`,
    found: 'no model has that style',
    remedy: `There are: ${[...known.map(({ id }) => id), ...moving].join(', ')}.`,
  })
}
