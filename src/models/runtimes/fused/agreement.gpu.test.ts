// Fused passes against TensorFlow.js on sizes that fit no tile: one pixel, wide, tall and odd, in every way of storing numbers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NETS } from '../../../../test/contracts/model.nets'
import type { PixelPicture } from '../../../contracts/frame'
import type { Painter } from '../../../contracts/model'
import type { StyleMix } from '../../../contracts/style'
import { Log } from '../../../core/log'
import { type Gpu, requestGpu } from '../../../gpu/device'
import { gpuToPixels, pixelsToGpu } from '../tfjs/gpu-pixels'
import { difference } from '../../self-test'
import { createWasmPainter } from '../wasm/wasm-painter'
import { createFusedPainter } from './fused-painter'
import { type Variant, variantsFor } from './variant'

/** Of 255: what is stored as half floats may be further off. */
const OWED = { f32: { mean: 0.5, worst: 3 }, half: { mean: 1, worst: 8 } }
/** Times the net's multiple. */
const SIZES = [
  [1, 1],
  [9, 1],
  [1, 13],
  [7, 5],
] as const
/** Of a net that works at the picture's own size: more than one block of pixels that lie apart. */
const LARGE = [41, 37] as const

let gpu: Gpu
let variants: readonly Variant[]
beforeAll(async () => {
  gpu = await requestGpu()
  const half = variantsFor(gpu).find(({ numbers }) => numbers !== 'f32')?.numbers ?? 'packed'
  variants = [
    { numbers: 'f32', tile: 'software' },
    { numbers: half, tile: 'gpu' },
  ]
})
afterAll(() => gpu.device.destroy())

function pattern(width: number, height: number): PixelPicture {
  const data = new Uint8ClampedArray(width * height * 4).map((_, i) =>
    i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256,
  )
  return { kind: 'pixels', data, width, height, capturedAt: 0, serial: 0 }
}

async function painted(
  painter: Painter,
  { data, width, height }: PixelPicture,
  mix: StyleMix,
): Promise<Uint8ClampedArray> {
  if (painter.takes === 'image') {
    const picture: PixelPicture = { kind: 'pixels', data: data.slice(), width, height, capturedAt: 0, serial: 0 }
    const painting = await painter.paint({ picture, mix, width, height })
    return painting.kind === 'pixels' ? painting.data.slice() : new Uint8ClampedArray()
  }
  const picture = pixelsToGpu(gpu.device, data, width, height)
  const painting = await painter.paint({ picture, mix, width, height })
  picture.texture.destroy()
  return painting.kind === 'gpu' ? gpuToPixels(gpu.device, painting) : new Uint8ClampedArray()
}

// A software GPU compiles for seconds: halves are tried on every second net, which together have every kind of pass.
describe.each(Object.entries(NETS).map(([name, make], i) => ({ name, make, half: i % 2 === 0 })))(
  '$name',
  ({ make, half }) => {
    it('comes out as TensorFlow.js paints it', async () => {
      const model = make()
      const { multiple, styles } = model.header
      const mix = Object.fromEntries(styles.map(({ id }, i) => [id, i + 1]))
      const reference = await createWasmPainter(model, new Log(() => 0), { own: false })
      const painters = await Promise.all(
        variants.slice(0, half ? 2 : 1).map((variant) => createFusedPainter(gpu, model, variant)),
      )
      for (const [across, down] of multiple === 1 ? [...SIZES, LARGE] : SIZES) {
        const given = pattern(across * multiple, down * multiple)
        const expected = await painted(reference, given, mix)
        for (const painter of painters) {
          const { mean, worst } = difference(await painted(painter, given, mix), expected)
          const owed = OWED[painter.variant.numbers === 'f32' ? 'f32' : 'half']
          const seen = `${painter.way} at ${given.width}x${given.height}: mean ${mean.toFixed(3)}, worst ${worst} of 255`
          expect(mean, seen).toBeLessThanOrEqual(owed.mean)
          expect(worst, seen).toBeLessThanOrEqual(owed.worst)
        }
      }
      for (const painter of [reference, ...painters]) painter.dispose()
    })
  },
)
