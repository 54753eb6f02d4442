// Lets a painter paint a tiny picture whose painting is known, so that a wrong backend is found before the audience finds it.
import type { PixelPicture } from '../contracts/frame'
import type { Painter } from '../contracts/model'
import { ImpastoError, messageOf } from '../core/errors'
import type { Gpu } from '../gpu/device'
import { gpuToPixels, pixelsToGpu } from './runtimes/tfjs/gpu-pixels'
import type { SelfTest } from './loaded-model'

/** Of 255, after rounding to 8 bit: what two correct backends may differ by. */
export const MEAN_ALLOWED = 1
export const WORST_ALLOWED = 4

export interface Difference {
  readonly mean: number
  readonly worst: number
}

/** How far the RGB of two RGBA pictures is apart, of 255. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): Difference {
  let sum = 0
  let worst = a.length === b.length ? 0 : 255
  for (let i = 0; i < a.length; i++) {
    if (i % 4 === 3) continue
    const apart = Math.abs((a[i] ?? 0) - (b[i] ?? 0))
    sum += apart
    if (apart > worst) worst = apart
  }
  return { mean: sum / ((a.length / 4) * 3), worst }
}

/** What is wrong with a painting; null when it is as it should be. @param golden RGB */
export function wrongIn(painted: ArrayLike<number>, golden: Uint8Array): string | null {
  const { mean, worst } = difference(painted, toRgba(golden))
  if (mean <= MEAN_ALLOWED && worst <= WORST_ALLOWED) return null
  return `the painting came out wrong (${mean.toFixed(1)} of 255 off on average, ${worst} at worst)`
}

/**
 * Null when the painter is right, otherwise what is wrong with it.
 * @param gpu the device of a painter that takes pictures on the GPU
 */
export async function selfTest(painter: Painter, golden: SelfTest, gpu: Gpu | null): Promise<ImpastoError | null> {
  const where = painter.backend === 'webgpu' ? 'the GPU' : 'the processor'
  const asked = `The painter tried itself on ${where} with a small picture`
  const remedy = 'Another way of painting is tried.'
  try {
    for (const { mix, painting } of golden.cases) {
      const found = wrongIn(await paintOnce(painter, golden, mix, gpu), painting)
      if (found !== null) return new ImpastoError({ asked, found, remedy })
    }
    return null
  } catch (cause) {
    return new ImpastoError({ asked, found: messageOf(cause), remedy, cause })
  }
}

async function paintOnce(
  painter: Painter,
  golden: SelfTest,
  mix: Readonly<Record<string, number>>,
  gpu: Gpu | null,
): Promise<Uint8ClampedArray> {
  const { width, height } = golden
  const rgba = toRgba(golden.picture)
  if (painter.takes === 'image' || !gpu) {
    const picture: PixelPicture = { kind: 'pixels', data: rgba, width, height, capturedAt: 0, serial: 0 }
    const painting = await painter.paint({ picture, mix, width, height })
    if (painting.kind !== 'pixels') throw new Error(`the painting came as '${painting.kind}'`)
    return painting.data
  }
  const picture = pixelsToGpu(gpu.device, rgba, width, height)
  try {
    const painting = await painter.paint({ picture, mix, width, height })
    if (painting.kind !== 'gpu') throw new Error(`the painting came as '${painting.kind}'`)
    return await gpuToPixels(gpu.device, painting)
  } finally {
    picture.texture.destroy()
  }
}

/** RGB bytes with an opaque fourth. */
export function toRgba(rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from] ?? 0
    rgba[to + 1] = rgb[from + 1] ?? 0
    rgba[to + 2] = rgb[from + 2] ?? 0
    rgba[to + 3] = 255
  }
  return rgba
}
