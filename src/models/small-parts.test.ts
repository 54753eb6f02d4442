// The small parts of the room: mixes, glides, sizes, names, rates, the order of backends.
import { describe, expect, it } from 'vitest'
import type { Gpu } from '../gpu/device'
import { Tween } from '../style/tween'
import { ModelVariants } from './variants'
import { allStyles, type ManifestEntry } from './manifest'
import { rounded, workSize } from './model-size'
import { backendOrder } from './open-painter'
import { isSameWork } from './last-job'
import { RateMeter } from './rate-meter'
import { difference } from './self-test'
import { mixInto, mixWeights } from './style-vector'

describe('mix', () => {
  it('is normalised, and of nothing it is the first style', () => {
    const weigh = (mix: Record<string, number>): number[] => [...mixWeights(['a', 'b', 'c'], mix, new Float32Array(3))]
    expect(weigh({ b: 3, c: 1 })).toEqual([0, 0.75, 0.25])
    expect(weigh({ a: -1, b: Number.NaN, z: 5 })).toEqual([1, 0, 0])
  })

  it('is the weighted sum of the styles', () => {
    const gamma = { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }
    const beta = { shape: [2, 2], data: Float32Array.of(0, 1, 0, -1) }
    const weights = new Map([
      ['n.gamma', gamma],
      ['n.beta', beta],
    ])
    const vectors = [{ style: 'n', gamma: new Float32Array(2), beta: new Float32Array(2) }]
    mixInto(weights, Float32Array.of(0.25, 0.75), vectors)
    expect(vectors[0]?.gamma).toEqual(Float32Array.of(2.5, 3.5))
    expect(vectors[0]?.beta).toEqual(Float32Array.of(0, -0.5))
  })
})

describe('glide', () => {
  const at = (glide: Tween, time: number): number[] => [...glide.at(time)]

  it.each([30, 60, 144])('is at the same place after the same time at %i Hz', (rate) => {
    const glide = new Tween(Float64Array.of(0, 1))
    glide.aim([1, 0], 2, 1.5)
    for (let i = 0; i <= rate / 2; i++) glide.at(2 + i / rate)
    const [rising = 0, falling = 0] = at(glide, 2.5)
    expect(rising).toBeCloseTo(1 - (2 / 3) ** 3, 10)
    expect(rising + falling).toBeCloseTo(1, 10)
    expect(glide.moving).toBe(true)
    expect(at(glide, 3.5)).toEqual([1, 0])
    expect(glide.moving).toBe(false)
  })

  it('turns round in the middle without a jump, and takes no time where none is given', () => {
    const glide = new Tween(Float64Array.of(0))
    glide.aim([1], 0, 2)
    const [before = 0] = at(glide, 1)
    glide.aim([0], 1, 2)
    expect(at(glide, 1)[0]).toBeCloseTo(before, 10)
    glide.aim([0.5], 1, 0)
    expect(at(glide, 1)).toEqual([0.5])
  })

  it('is not started again by the same target', () => {
    const glide = new Tween(Float64Array.of(0))
    glide.aim([1], 0, 1)
    glide.aim([1], 0.9, 1)
    expect(at(glide, 1)).toEqual([1])
  })
})

describe('working size', () => {
  it.each([
    [16 / 9, 256, { width: 256, height: 144 }],
    [9 / 16, 256, { width: 144, height: 256 }],
    [1, 128, { width: 128, height: 128 }],
    [4 / 3, 1024, { width: 1024, height: 768 }],
    [2.39, 512, { width: 512, height: 216 }],
    [100, 256, { width: 256, height: 16 }],
    [Number.NaN, 256, { width: 256, height: 256 }],
  ])('of aspect %f at %i', (aspect, long, size) => {
    expect(workSize(aspect, long, 8)).toEqual(size)
  })

  it('is a multiple, and never nothing', () => {
    expect(rounded(130, 4)).toBe(132)
    expect(rounded(1, 12)).toBe(24)
  })
})

it('a style two models have is told apart by its model', () => {
  const style = (id: string): { id: string; title: string } => ({ id, title: id })
  const styles = allStyles([
    { id: 'a', url: '', styles: [style('ink'), style('none')] },
    { id: 'b', url: '', styles: [style('ink')] },
    { id: 'c', url: '' },
  ])
  expect(styles.map(({ id, inModel, model }) => [id, inModel, model])).toEqual([
    ['ink', 'ink', 'a'],
    ['a-none', 'none', 'a'],
    ['b-ink', 'ink', 'b'],
  ])
})

it('an edition of a bank brings no styles of its own, and paints alone where the bank is not there', () => {
  const styles = [{ id: 'ink', title: 'Ink' }]
  const light = { id: 'a-light', url: '', editionOf: 'a', styles }
  const told = (manifest: readonly ManifestEntry[]): string[][] =>
    allStyles(manifest).map(({ id, inModel, model }) => [id, inModel, model])
  expect(told([{ id: 'a', url: '', styles }, light])).toEqual([['ink', 'ink', 'a']])
  expect(told([light])).toEqual([['ink', 'ink', 'a']])
  const alone = new ModelVariants([light])
  expect([alone.of('a'), alone.of('b'), alone.choose('b')]).toEqual(['a-light', undefined, undefined])
})

it('the same picture with the same weights and size is the same work', () => {
  const data = new Uint8ClampedArray(4)
  const picture = { kind: 'pixels', data, width: 1, height: 1, capturedAt: 0, serial: 4 } as const
  const size = { width: 8, height: 8 }
  const weights = Float64Array.of(0.5)
  const painted = { serial: 4, source: data, size, weights, mask: '' }
  expect(isSameWork(painted, picture, { ...size }, Float64Array.of(0.5), '')).toBe(true)
  expect(isSameWork(null, picture, size, weights, '')).toBe(false)
  expect(isSameWork(painted, { ...picture, serial: 5 }, size, weights, '')).toBe(false)
  expect(isSameWork(painted, { ...picture, data: data.slice() }, size, weights, '')).toBe(false)
  expect(isSameWork(painted, picture, { width: 8, height: 4 }, weights, '')).toBe(false)
  expect(isSameWork(painted, picture, size, Float64Array.of(0.4), '')).toBe(false)
})

it('counts the last second', () => {
  const rate = new RateMeter()
  for (let i = 0; i < 300; i++) rate.count(i / 10)
  expect(rate.perSecond(29.95)).toBe(10)
  expect(rate.perSecond(60)).toBe(0)
})

it('measures how far two pictures are apart, without their alpha', () => {
  expect(difference([0, 10, 20, 0], [3, 10, 18, 255])).toEqual({ mean: 5 / 3, worst: 3 })
  expect(difference([0, 0, 0, 0], []).worst).toBe(255)
})

describe('order of backends', () => {
  // Only what the decision reads; no device is touched.
  const gpu = (software: boolean): Gpu => ({ software, adapterInfo: { description: 'SwiftShader' } }) as Gpu

  it('takes a real GPU first, and the processor before a software GPU', () => {
    expect(backendOrder('auto', gpu(false))).toEqual({ order: ['webgpu', 'wasm'], notice: null })
    expect(backendOrder('auto', gpu(true))).toEqual({
      order: ['wasm', 'webgpu'],
      notice:
        'The graphics adapter (SwiftShader) is a software one, on which a painting takes seconds. The painter runs on the processor (WASM) instead; ?backend=webgpu forces the GPU.',
    })
    expect(backendOrder('auto', null)).toEqual({ order: ['wasm'], notice: null })
  })

  it('does what it is told where it can', () => {
    expect(backendOrder('webgpu', gpu(true))).toEqual({ order: ['webgpu', 'wasm'], notice: null })
    expect(backendOrder('wasm', gpu(false))).toEqual({ order: ['wasm', 'webgpu'], notice: null })
    expect(backendOrder('webgpu', null)).toEqual({
      order: ['wasm'],
      notice:
        'The painter was to run on WebGPU, but there is none here. It paints on the processor (WASM), fewer pictures a second.',
    })
  })
})
