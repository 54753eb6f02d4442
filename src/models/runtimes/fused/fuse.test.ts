// The pure parts of fused painting: which passes a plan becomes, which buffers they share, how weights are folded, what it costs.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planModel } from '../../../../test/contracts/model.made'
import { manySummed, net } from '../../../../test/contracts/model.nets'
import { everyOp, type Json, tinyModel } from '../../../../test/contracts/model.tiny'
import { parseHeader } from '../../header'
import { parsePlan } from '../../plan'
import { readWeights } from '../../weights'
import { accountOf } from './cost-model'
import { fuse } from './fuse'
import { foldNearest, packWeights } from './pack'
import { demand, planSlots } from './buffer-allocator'
import { stepsOf } from './dispatches'
import { normsIn, storedIn } from './view'

function bank() {
  const { header, root } = parseHeader('bank-1', readFileSync('models/bank-1/model.json', 'utf8'))
  const plan = parsePlan(root, header)
  const file = new Uint8Array(readFileSync('models/bank-1/weights.safetensors'))
  return { plan, weights: readWeights('bank-1', file.buffer, plan) }
}

describe('the bank', () => {
  const { plan, weights } = bank()
  const fused = fuse(plan)

  it('takes at most 30 dispatches, and its costs are counted', () => {
    const [account, inHalves] = (['f32', 'f16'] as const).map((numbers) => {
      const counted = accountOf(stepsOf(fused, { numbers, tile: 'gpu' }), weights, 256, 256)
      const { dispatches, multiplyAdds, bytes, leastBytes } = counted
      process.stdout.write(
        `bank-1 at 256x256 in ${numbers}: ${dispatches} dispatches, ${(multiplyAdds / 1e6).toFixed(0)} M multiply-adds, ${(bytes / 1e6).toFixed(1)} MB moved, ${(leastBytes / 1e6).toFixed(1)} MB at least\n`,
      )
      return counted
    })
    if (!account || !inHalves) throw new Error('nothing was counted')
    expect(inHalves.bytes).toBeLessThan(0.7 * account.bytes)
    expect(account.dispatches).toBeLessThanOrEqual(30)
    // 3→24 and 24→48 with stride 2, ten of 48→48, then 48→24, 24→8 with folded taps, 8→3; for 256x256.
    const [half, quarter, full] = [128 * 128, 64 * 64, 256 * 256]
    const trunk = quarter * 9 * 48 * (24 + 480)
    expect(account.multiplyAdds).toBe(
      half * 9 * 3 * 24 + trunk + half * 4 * 48 * 24 + full * 4 * 24 * 8 + full * 9 * 8 * 3,
    )
    expect(account.bytes).toBeGreaterThan(account.leastBytes)
  })

  it('has one pass a convolution and one for each norm, the sums of a block kept beside the next convolution', () => {
    expect(fused.passes.map((pass) => pass.kind)).toEqual(Array.from({ length: 15 }, () => 'conv'))
    expect(fused.passes.filter((pass) => pass.folded).map((pass) => pass.name)).toEqual(['up_half', 'up_full'])
    expect(fused.passes.filter((pass) => pass.side).map((pass) => pass.name)).toEqual([
      'block1.a',
      'block2.a',
      'block3.a',
      'block4.a',
    ])
    expect(fused.passes.at(-1)).toMatchObject({ target: null, after: [{ op: 'sigmoid' }] })
  })
})

describe('buffers', () => {
  it.each([
    ['the bank', bank().plan],
    ['every op', planModel(everyOp()).plan],
  ])('of %s are shared, but never by two pictures that are needed at once', (_, plan) => {
    const fused = fuse(plan)
    const { sizes, of } = planSlots(fused)
    fused.passes.forEach((pass, i) => {
      const written = [pass.target, pass.side].filter((s) => s !== null)
      const later = fused.passes.slice(i + 1).flatMap((p) => storedIn(p.source))
      const before = fused.passes.slice(0, i).flatMap((p) => [p.target, p.side])
      const alive = [...storedIn(pass.source), ...before.filter((s) => s !== null && later.includes(s)), ...written]
      const slots = [...new Set(alive)].map((s) => s && of.get(s.id))
      expect(new Set(slots).size).toBe(slots.length)
    })
    for (const s of fused.stored) expect(sizes[of.get(s.id) ?? -1]).toBeGreaterThanOrEqual(demand(s))
    const apart = fused.stored.reduce((sum, s) => sum + demand(s), 0)
    expect(sizes.reduce((a, b) => a + b)).toBeLessThan(apart)
  })
})

it('compiles one shader for layers of one shape, however far apart their taps are', () => {
  const block = (dilation: number): Json[] => [{ op: 'conv2d', dilation }, { op: 'instanceNorm' }]
  const shaders = (...dilations: number[]): number => {
    const { plan } = planModel(net(8, { op: 'conv2d' }, { op: 'instanceNorm' }, ...dilations.flatMap(block)))
    const { list } = stepsOf(fuse(plan), { numbers: 'f32', tile: 'software' })
    return new Set(list.map(({ code }) => code.wgsl)).size
  }
  expect(shaders(1, 2, 4, 8)).toBe(shaders(1, 1, 1, 1))
})

describe('weights', () => {
  it('of a 3x3 after a nearest step are folded to the same sums', () => {
    const kernel = Float32Array.from({ length: 9 }, (_, i) => Math.sin(i + 1))
    const small = [1, -2, 3, 4, 0.5, -6, 7, 8, -9, 10, 11, -1.5]
    const [width, height] = [4, 3]
    const at = (y: number, x: number): number =>
      small[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? Number.NaN
    const large = (y: number, x: number): number => {
      const inside = (v: number, side: number): number => Math.min(2 * side - 1, Math.max(0, v))
      return at(Math.floor(inside(y, height) / 2), Math.floor(inside(x, width) / 2))
    }
    const folded = foldNearest(kernel, 1)
    for (let y = 0; y < 2 * height; y++) {
      for (let x = 0; x < 2 * width; x++) {
        let direct = 0
        for (let a = 0; a < 3; a++)
          for (let b = 0; b < 3; b++) direct += (kernel[a * 3 + b] ?? 0) * large(y + a - 1, x + b - 1)
        let less = 0
        const corner = folded[(y % 2) * 2 + (x % 2)] ?? []
        for (let a = 0; a < 2; a++) {
          for (let b = 0; b < 2; b++) {
            const [row, column] = [Math.floor(y / 2) + a + (y % 2) - 1, Math.floor(x / 2) + b + (x % 2) - 1]
            less += (corner[a * 2 + b] ?? 0) * at(row, column)
          }
        }
        expect(less).toBeCloseTo(direct, 4)
      }
    }
  })

  it('are packed four outputs to a vector, with zeros for channels that are not there', () => {
    const { plan, weights } = planModel(tinyModel())
    const [pass] = fuse(plan).passes
    if (!pass) throw new Error('no pass')
    const packed = packWeights(
      pass,
      { wide: 1, tall: 1, apart: 1, slices: 1, rolled: false, gathered: false, choosing: false },
      weights,
    )
    const kernel = weights.get('mix.kernel')?.data ?? []
    // Nine taps of four inputs of four outputs, and a bias.
    expect(packed.length).toBe(9 * 16 + 4)
    const tap = (i: number): number[] => Array.from(kernel.slice(i * 9, i * 9 + 9))
    const [a, b, c, d, e, f, g, h, i] = tap(4)
    expect(Array.from(packed.slice(64, 80))).toEqual([a, b, c, 0, d, e, f, 0, g, h, i, 0, 0, 0, 0, 0])
  })
})

describe('a sum', () => {
  it('of more pictures than one pass can read is formed in several', () => {
    const { plan } = planModel(manySummed())
    const fused = fuse(plan)
    for (const pass of fused.passes)
      expect(storedIn(pass.source).length + normsIn(pass.source).length).toBeLessThanOrEqual(4)
    expect(fused.passes.filter((pass) => pass.kind === 'copy').map((pass) => pass.name)).toEqual([
      'sum.part.copy',
      'sum.part.copy',
      'sum.part.copy',
    ])
  })
})
