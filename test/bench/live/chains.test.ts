// The bench's chains are as long as asked for, and no two turns have one shape; and the peer stays in the bench.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { planChain } from '../../../src/dialect/chain-plan'
import { functions } from '../../../src/dialect/records'
import { isLink, type Link, LiveChain, sourceFunction } from '../../../src/dialect/live-chain'
import { ROOT } from '../../e2e/harness'
import { chainOf, numbersOf } from './chains'
import { PEER } from './frame-cost'

function chain(code: string): Link {
  const sources = functions.filter(({ kind }) => kind === 'src')
  const names = sources.map(({ name }) => name)
  const values = sources.map((record) => sourceFunction(record, null))
  const made: unknown = Reflect.apply(
    Reflect.construct(Function, [...names, `return ${code.replace('.out(o0)', '')}`]) as () => unknown,
    undefined,
    values,
  )
  if (!(made instanceof LiveChain)) throw new Error(`${code} is no chain.`)
  return made.link
}

function lengthOf(link: Link): number {
  return isLink(link.input) ? 1 + lengthOf(link.input) : 1
}

it.each([1, 3, 5, 10, 20, 40])('a chain of %d links has as many', (links) => {
  expect(lengthOf(chain(chainOf(links, 7)))).toBe(links)
})

it('200 turns are 200 shaders, and other numbers none', () => {
  const signatures = (write: (turn: number) => string, turns: number): number =>
    new Set(Array.from({ length: turns }, (_, i) => planChain(chain(write(i))).signature)).size
  expect(signatures((turn) => chainOf(12, turn), 200)).toBe(200)
  // Two links are the mark.
  expect(signatures((turn) => chainOf(5, turn), 100)).toBe(100)
  expect(signatures(numbersOf, 30)).toBe(1)
})

it('nothing that is shipped knows the peer', () => {
  const shipped = ['src', 'sketches', 'public'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs|html|css|json)$/.test(file))
      .map((file) => join(folder, file)),
  )
  expect(shipped.length).toBeGreaterThan(300)
  const knowing = [...shipped, 'index.html', 'vite.config.ts'].filter((file) =>
    readFileSync(join(ROOT, file), 'utf8').includes(PEER),
  )
  expect(knowing).toEqual([])
})
