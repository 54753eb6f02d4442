// How a thread's work is cut, on the plans that ship.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseHeader } from '../../header'
import { parsePlan } from '../../plan'
import { fuse, type Pass } from './fuse'
import { type Processor, tileFor } from './tile'
import { slicesOf } from './view'

function convolutions(bank: string): readonly Pass[] {
  const { header, root } = parseHeader(bank, readFileSync(`models/${bank}/model.json`, 'utf8'))
  return fuse(parsePlan(root, header)).passes.filter(({ kind }) => kind === 'conv')
}

it.each(['gpu', 'slim', 'software'] as const satisfies readonly Processor[])(
  'every thread has whole parts of the output, more than one slice where there are more: %s',
  (processor) => {
    for (const pass of [...convolutions('bank-1'), ...convolutions('bank-1-light')]) {
      const slices = slicesOf(pass)
      const tile = tileFor(pass, processor)
      expect(slices % tile.slices, pass.name).toBe(0)
      expect(tile.slices, pass.name).toBeGreaterThan(slices > 1 ? 1 : 0)
    }
  },
)

it('a software adapter gets blocks instead of strips, and no maxima', () => {
  const [first, ...others] = convolutions('bank-1')
  if (!first) throw new Error('bank-1 has no convolutions')
  expect(tileFor(first, 'software')).toMatchObject({ wide: 2, tall: 2, choosing: true })
  expect(others.map((pass) => tileFor(pass, 'software').wide)).toContain(4)
  expect(others.map((pass) => tileFor(pass, 'gpu').wide)).not.toContain(4)
  expect(tileFor(first, 'gpu').choosing).toBe(false)
})
