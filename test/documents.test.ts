// What people read: the README is short, its figures few, every link of it and of the guide leads somewhere, and nobody else is asked for anything.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Without what a machine reads. */
const proseOf = (markdown: string): string =>
  markdown
    .replaceAll(/^```[^]*?^```/gm, '')
    .replaceAll(/^ {4}.*$/gm, '')
    .replaceAll(/`[^`]*`/g, '')

/** A number that was measured or counted: with a unit, or as a ratio. Versions, sizes in code and numbers in names are none. */
const FIGURE =
  /(?<![\w.])\d[\d\u{a0}\u{202f}.,]*\s?(?:%|×|(?:ns|ms|s|seconds?|minutes?|hours?|fps|k?Hz|BPM|bytes|kB|MB|GB|px|pixels|times|words)\b)|\b\d+ (?:of|in|by) \d+\b/gu
const figuresOf = (markdown: string): string[] => proseOf(markdown).match(FIGURE) ?? []

const GUIDES = readdirSync(join(root, 'public/guide'))
  .filter((name) => name.endsWith('.html'))
  .map((name) => `public/guide/${name}`)
const PAGES = [...GUIDES, 'public/from-hydra.html']
const MARKDOWN = [
  'README.md',
  'models/README.md',
  'models/train/README.md',
  'src/dialect/README.md',
  'test/bench/README.md',
]

/** What a page of the site asks for or leads to. */
const linksOf = (html: string): string[] => Array.from(html.matchAll(/\b(?:href|src)="([^"]+)"/g), ([, to = '']) => to)

/** The file that a link of `from`, a page below public/, opens where the site is served. */
function served(from: string, link: string): string {
  const [path = ''] = link.split(/[?#]/)
  if (path === '') return from
  const target = join(dirname(from), path)
  if (target === 'public/') return 'index.html'
  // The bench lies with its room, and is served beside the stage.
  return target === 'public/bench.html' ? 'src/bench/bench.html' : target
}

describe('the README', () => {
  const README = read('README.md')

  it('is read in a few minutes', () => {
    expect(README.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThanOrEqual(1200)
  })

  it('has at most ten figures', () => {
    expect(figuresOf(README).length, figuresOf(README).join(', ')).toBeLessThanOrEqual(10)
  })

  it('begins with a picture and the two commands, and says what it cannot do before how it is played', () => {
    const places = ['![', 'npm start', 'npm test', '## What it does', "## What it can't do yet", '## Playing it']
    const at = places.map((text) => README.indexOf(text))
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(at[0]).toBe(0)
  })

  it('leads to the guide, the figures, the models and the dialect', () => {
    for (const path of ['public/guide/', 'public/from-hydra.html', ...MARKDOWN.slice(1)]) expect(README).toContain(path)
  })
})

it('what counts as a figure', () => {
  const text = 'Bank 1 of Node 20.19 at 0.7: 12 ms, 8 409 ms, 1.5 s, 94 %, 3 of 4, 2.6 times. `7 ms`\n\n    8 ms\n'
  expect(figuresOf(text)).toEqual(['12 ms', '409 ms', '1.5 s', '94 %', '3 of 4', '2.6 times'])
})

describe('every link leads to a file', () => {
  it.each(MARKDOWN)('of %s', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([])
  })

  it.each(PAGES)('and to a place in it, of %s', (path) => {
    const broken = linksOf(read(path)).filter((link) => {
      const target = served(path, link)
      if (!existsSync(join(root, target)) || !statSync(join(root, target)).isFile()) return true
      const id = link.split('#')[1]
      return id !== undefined && !read(target).includes(`id="${id}"`)
    })
    expect(broken).toEqual([])
  })
})

describe('the guide', () => {
  it('has every page in its index, and in the head of every page, which says where it is', () => {
    expect(GUIDES.length).toBeGreaterThan(6)
    for (const path of GUIDES) {
      const html = read(path)
      const head = /<nav[^]*?<\/nav>/.exec(html)?.[0] ?? ''
      for (const other of GUIDES) expect(head, path).toContain(`href="./${basename(other)}"`)
      expect(head.match(/href="([^"]+)" aria-current="page"/)?.[1]).toBe(`./${basename(path)}`)
      expect(html).toContain('href="./guide.css"')
    }
    const doors = /<ul class="doors">[^]*?<\/ul>/.exec(read('public/guide/index.html'))?.[0] ?? ''
    const inside = GUIDES.filter((path) => basename(path) !== 'index.html')
    expect(linksOf(doors).toSorted()).toEqual(inside.map((path) => `./${basename(path)}`).toSorted())
  })

  it('works below any address, and asks no other host', () => {
    const asked = GUIDES.flatMap((path) => linksOf(read(path)))
    expect(asked.filter((to) => !/^(\.\.?\/|#)/.test(to))).toEqual([])
    expect(read('public/guide/guide.css')).not.toMatch(/url\(|@import/)
  })
})

it.each([...MARKDOWN, ...PAGES])('%s names no place of one machine', (path) => {
  const text = read(path)
  expect(text.match(/(?<![\w.])\/(?:home|root|tmp|Users|mnt|work)\/\S*/g) ?? []).toEqual([])
  const hosts = Array.from(text.matchAll(/https?:\/\/([^\s/)"'<]+)/g), ([, host]) => host)
  expect(hosts.filter((host) => host !== 'github.com')).toEqual([])
})
