// Another runtime paints what ours paints, from the ONNX file made of the same plan and weights.
import manifest from 'virtual:impasto-models'
import { expect, it } from 'vitest'
import { goldenCases } from '../../test/contracts/model.golden'
import { planModel } from '../../test/contracts/model.made'
import { paintByHand, toBytes } from '../../test/contracts/model.reference'
import { everyOp, tinyModel } from '../../test/contracts/model.tiny'
import { loadModel } from '../models/load-model'
import { difference } from '../models/self-test'
import { openPeer } from './peer'

it('runs on an isolated page, so that threads can share memory', () => {
  expect(crossOriginIsolated).toBe(true)
})

it('paints the golden picture of a mix on WASM with two threads', async () => {
  const entry = manifest.find((e) => e.id === 'bank-1')
  const golden = goldenCases.find((c) => c.model === 'bank-1' && c.name === 'chelsea--mix')
  if (!entry || !golden) throw new Error('no bank-1')
  const model = await loadModel(entry)
  if (model.kind !== 'plan') throw new Error('bank-1 is no plan')
  const { data, width, height } = await golden.picture()
  const peer = await openPeer({ provider: 'wasm', threads: 2, model, width, height })
  expect(peer.name).toMatch(/^onnxruntime-web 1\.30/)
  peer.setMix(golden.mix)
  const { mean, worst } = difference(await peer.run(data), (await golden.painting()).data)
  expect(mean).toBeLessThanOrEqual(0.5)
  expect(worst).toBeLessThanOrEqual(3)
  await peer.dispose()
})

it.each([
  ['wasm', 'every op', everyOp()],
  // A software GPU compiles for seconds a shader.
  ['webgpu', 'a tiny model', tinyModel()],
] as const)('paints on %s %s as by hand', async (provider, _name, files) => {
  const model = planModel(files)
  const [width, height] = [24, 16]
  const rgba = new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256))
  const given = Float64Array.from([...rgba].filter((_, i) => i % 4 !== 3).map((v) => v / 255))
  const firstStyle = model.header.styles.map((_, i) => (i === 0 ? 1 : 0))
  const expected = toBytes(
    paintByHand(model.plan, model.weights, { h: height, w: width, c: 3, data: given }, firstStyle),
  )
  const peer = await openPeer({ provider, model, width, height })
  const painted = [...(await peer.run(rgba))].filter((_, i) => i % 4 !== 3)
  expect(Math.max(...painted.map((v, i) => Math.abs(v - (expected[i] ?? 0))))).toBeLessThanOrEqual(1)
  await peer.dispose()
})
