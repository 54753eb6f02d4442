// What people read: the README is short, its figures few, and every link of it and of the guide leads somewhere.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const README = read('README.md')
/** Without what a machine reads. */
const prose = README.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`]*`/g, '')

it('the README is read in a few minutes', () => {
  expect(README.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThanOrEqual(1200)
})

it('and has at most ten figures: numbers that were measured or counted, and not versions, weights in code or names', () => {
  const figures = prose.match(/(?<![\w.])\d[\d ]*(\.\d+)?\s?(%|ms|s\b|kB|MB|GB|px|fps|times|Hz|BPM|words)/g) ?? []
  expect(figures.length).toBeLessThanOrEqual(10)
})

it('its two commands stand first, and what it cannot do comes before how it is played', () => {
  const at = (text: string): number => README.indexOf(text)
  expect(at('npm start')).toBeGreaterThan(0)
  expect(at('npm start')).toBeLessThan(at('## What it does'))
  expect(at("## What it can't do yet")).toBeLessThan(at('## Playing it'))
})

it.each(['README.md', 'test/bench/README.md', 'src/dialect/README.md', 'models/train/README.md'])(
  'the links of %s lead to files',
  (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([])
  },
)

it('the guide has a place for each link in its head, asks no other host, and works below any address', () => {
  const guide = read('public/guide/index.html')
  const places = [...guide.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id)
  expect(places.length).toBeGreaterThan(8)
  expect(places.filter((id) => !guide.includes(`id="${id}"`))).toEqual([])
  expect(
    [...guide.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, to = '']) => to).filter((to) => /^(\/|https?:)/.test(to)),
  ).toEqual([])
})
