// Masked paintings on the GPU against TensorFlow.js, on odd sizes; at its ends a mask is no mask; and one costs no second run of the network.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NETS } from '../../../../test/contracts/model.nets'
import type { PixelPicture } from '../../../contracts/frame'
import { MASK_KINDS, type MaskShape, type StyleMask } from '../../../contracts/style'
import { Log } from '../../../core/log'
import { type Gpu, requestGpu } from '../../../gpu/device'
import { watchDevice } from '../../../gpu/resource-counter'
import { gpuToPixels, pixelsToGpu } from '../tfjs/gpu-pixels'
import type { PlanModel } from '../../loaded-model'
import { difference } from '../../self-test'
import { createWasmPainter } from '../wasm/wasm-painter'
import { createFusedPainter, type FusedPainter } from './fused-painter'
import { type Variant, variantsFor } from './variant'

/** Of 255, as for paintings without a mask. */
const OWED = { f32: { mean: 0.5, worst: 3 }, half: { mean: 1, worst: 8 } }
const DRAWING = { width: 3, height: 2, data: Uint8Array.of(0, 90, 255, 200, 10, 40), version: 1 }
const SHAPE: MaskShape = { kind: 'wipe', position: 0.4, softness: 0.5, angle: 0.6, invert: false, drawing: DRAWING }

let gpu: Gpu
let half: Variant['numbers']
beforeAll(async () => {
  gpu = await requestGpu()
  half = variantsFor(gpu).find(({ numbers }) => numbers !== 'f32')?.numbers ?? 'packed'
})
afterAll(() => gpu.device.destroy())

function pattern(width: number, height: number): PixelPicture {
  const data = new Uint8ClampedArray(width * height * 4).map((_, i) =>
    i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256,
  )
  return { kind: 'pixels', data, width, height, capturedAt: 0, serial: 0 }
}

async function painted(
  painter: Pick<FusedPainter, 'paint'>,
  { data, width, height }: PixelPicture,
  style: string,
  mask: StyleMask | null = null,
): Promise<Uint8ClampedArray> {
  const picture = pixelsToGpu(gpu.device, data, width, height)
  const painting = await painter.paint({ picture, mix: { [style]: 1 }, mask, width, height })
  picture.texture.destroy()
  return gpuToPixels(gpu.device, painting)
}

function model(name: string): PlanModel {
  const make = NETS[name]
  if (!make) throw new Error(`no net '${name}'`)
  return make()
}

const mixed = (kind: MaskShape['kind']): StyleMask => ({
  mix: { one: 0.2, two: 0.8 },
  shape: { ...SHAPE, kind, invert: kind === 'radial' },
})

it.each([
  ['every op', 'f32'],
  ['a norm of many channels', 'half'],
] as const)('%s in %s comes out under every mask as TensorFlow.js paints it', async (name, numbers) => {
  const net = model(name)
  const { multiple } = net.header
  const reference = await createWasmPainter(net, new Log(() => 0), { own: false })
  // As a software adapter has it, which compiles quickly.
  const painter = await createFusedPainter(gpu, net, { numbers: numbers === 'f32' ? 'f32' : half, tile: 'software' })
  const owed = OWED[numbers]
  for (const [i, kind] of MASK_KINDS.entries()) {
    const given = i % 2 === 0 ? pattern(7 * multiple, 5 * multiple) : pattern(multiple, 9 * multiple)
    const { width, height } = given
    const job = { picture: { ...given, data: given.data.slice() }, mix: { one: 1 }, mask: mixed(kind) }
    const { data: expected } = await reference.paint({ ...job, width, height })
    const { mean, worst } = difference(await painted(painter, given, 'one', mixed(kind)), expected)
    const seen = `${painter.way}, ${kind} at ${width}x${height}: mean ${mean.toFixed(3)}, worst ${worst} of 255`
    expect(mean, seen).toBeLessThanOrEqual(owed.mean)
    expect(worst, seen).toBeLessThanOrEqual(owed.worst)
  }
  for (const each of [reference, painter]) each.dispose()
})

it('a mask of nothing or of all is the plain painting, a wipe moves, and nothing is made for it after the first', async () => {
  const own = gpu
  const painter = await createFusedPainter(own, model('a norm of many channels'), { numbers: 'f32', tile: 'software' })
  const given = pattern(14, 9)
  const [one, two] = [await painted(painter, given, 'one'), await painted(painter, given, 'two')]
  await painter.arm()
  const at = (position: number): Promise<Uint8ClampedArray> =>
    painted(painter, given, 'one', { mix: { two: 1 }, shape: { ...SHAPE, angle: 0, softness: 0, position } })
  expect([difference(await at(0), one).worst, difference(await at(1), two).worst]).toEqual([0, 0])
  const [some, more] = [await at(0.3), await at(0.6)]
  expect(difference(some, more).worst).toBeGreaterThan(5)
  const picture = pixelsToGpu(own.device, given.data, 14, 9)
  const job = { picture, mix: { one: 1 }, width: 14, height: 9 }
  const paint = (position: number) =>
    painter.paint({ ...job, mask: { mix: { two: 1 }, shape: { ...SHAPE, kind: 'drawn', position } } })
  for (let i = 0; i < 2; i++) await paint(i / 9)
  const count = watchDevice(own.device)
  let dispatches = 0
  let groups = 0
  const encode = own.device.createCommandEncoder.bind(own.device)
  own.device.createCommandEncoder = (descriptor) => {
    const encoder = encode(descriptor)
    const begin = encoder.beginComputePass.bind(encoder)
    encoder.beginComputePass = (pass) => {
      const begun = begin(pass)
      const dispatch = begun.dispatchWorkgroups.bind(begun)
      begun.dispatchWorkgroups = (...args) => {
        dispatches++
        return dispatch(...args)
      }
      return begun
    }
    return encoder
  }
  const make = own.device.createBindGroup.bind(own.device)
  own.device.createBindGroup = (descriptor) => {
    groups++
    return make(descriptor)
  }
  for (let i = 0; i < 4; i++) await paint(i / 9)
  // The network runs once a painting; the mask itself is one small dispatch more.
  expect([dispatches, groups, count.made, count.readbacks]).toEqual([4 * (painter.dispatches + 1), 0, 0, 0])
  painter.dispose()
  own.device.createCommandEncoder = encode
  own.device.createBindGroup = make
})
