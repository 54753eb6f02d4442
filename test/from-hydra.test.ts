// The page for those who come from Hydra says what is so: its functions are those of the dialect, its examples play, its links open, its keys are the editor's.
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { chordLabel } from '../src/contracts/key-chord'
import { Log } from '../src/core/log'
import { Show } from '../src/show/show'
import { describeDialect } from '../src/live/describe-dialect'
import { EDITOR_KEYS } from '../src/editor/editor-keys'
import { wordsAt } from '../src/editor/dialect-words'
import { membersOf } from '../src/editor/member-docs'
import { fromHash } from '../src/editor/link-codec'
import { Repl } from '../src/live/repl'

const html = readFileSync(new URL('../public/from-hydra.html', import.meta.url), 'utf8')
const docs = describeDialect()

/** The text of every element that `open` begins, as it is read. */
function textsOf(open: string, tag: string, inside = html): string[] {
  return Array.from(inside.matchAll(new RegExp(`<${open}[^>]*>([^]*?)</${tag}\\s*>`, 'g')), ([, text = '']) =>
    text
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  )
}

const section = (id: string): string => new RegExp(`<section id="${id}">[^]*?</section>`).exec(html)?.[0] ?? ''
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()
/** The functions that a section lists, as they are called. */
const signatures = (id: string): string[] =>
  Array.from(section(id).matchAll(/<ul class="words">[^]*?<\/ul>/g)).flatMap(([list]) =>
    textsOf('code', 'code', list).map(flat),
  )

describe('the functions', () => {
  it('are all there, each with its arguments and defaults, as old or as new', () => {
    const listed = [...signatures('same'), ...signatures('new')]
    const all = docs.map(({ signature }) => signature)
    expect(listed.filter((signature) => !all.includes(signature))).toEqual([])
    // Effects of our own may be added without a word here.
    const shared = docs.filter(({ kind }) => kind !== 'effect').map(({ signature }) => signature)
    expect(shared.filter((signature) => !listed.includes(signature))).toEqual([])
  })

  it('that are new are the ones that the language does not have', () => {
    const fresh = docs.filter(({ name, kind }) => kind === 'effect' || ['fbm', 'palette', 'warp'].includes(name))
    const known = fresh.map(({ signature }) => signature)
    expect(signatures('new').filter((signature) => !known.includes(signature))).toEqual([])
  })

  it('that are called anywhere on the page are there', () => {
    const owners = ['audio', 'a', 's0', 'o0', 'mouse', 'ease']
    const known = new Set(
      [wordsAt(docs, null), wordsAt(docs, ''), ...owners.map((owner) => membersOf(owner) ?? [])].flatMap((words) =>
        words.map(({ name }) => name),
      ),
    )
    // The page's own words for what is not here, and JavaScript's.
    const others = new Set(['P5', 'floor', 'sin'])
    const called = [...textsOf('code', 'code'), ...textsOf('pre', 'pre')].flatMap((code) =>
      Array.from(code.matchAll(/([A-Za-z_$][\w$]*)\s*\(/g), ([, name = '']) => name),
    )
    expect(called.length).toBeGreaterThan(150)
    expect(called.filter((name) => !known.has(name) && !others.has(name))).toEqual([])
  })
})

describe('the examples', () => {
  const examples = textsOf('pre data-play', 'pre')
  const log = new Log(() => 0)
  const sources = { open: () => Promise.resolve(), newest: () => null }
  // A text is drawn on a canvas, which Node has not: the browser's own are tried in the page.
  const playable = examples.filter((code) => !code.includes('text('))

  it('are ten', () => {
    expect(examples.length).toBe(10)
  })

  it.each(playable)('play: %s', async (code) => {
    const desk = new Repl({
      log,
      show: new Show(() => 0, log),
      now: () => 0,
      put: () => Promise.resolve(),
      sources,
    })
    expect(await desk.evaluate(code)).toEqual({ ok: true })
  })

  it('are opened by links that the editor reads', async () => {
    const script = textsOf('script', 'script')[0] ?? ''
    const links = examples.map(() => ({ href: '', hidden: true }))
    const pres = examples.map((textContent, i) => ({ textContent, parentElement: { querySelector: () => links[i] } }))
    const document = { querySelectorAll: (what: string) => (what === 'pre[data-play]' ? pres : []) }
    runInNewContext(script, { document, Blob, CompressionStream, Response, Uint8Array, btoa })
    await expect.poll(() => links.every(({ hidden }) => !hidden)).toBe(true)
    const opened = await Promise.all(links.map(({ href }) => fromHash(new URL(href, 'https://stage.test/').hash)))
    expect(opened).toEqual(examples.map((code) => `${code.trim()}\n`))
  })
})

describe('the page', () => {
  it("names the editor's keys as they are", () => {
    const named = Array.from(html.matchAll(/<kbd data-key="([\w-]+)">([^<]+)<\/kbd>/g), ([, id, label]) => [id, label])
    const built = named.map(([id]) => [id, chordLabel(EDITOR_KEYS.find((key) => key.id === id)?.chord ?? '')])
    expect(named.length).toBeGreaterThan(8)
    expect(named).toEqual(built)
  })

  it('asks nobody else for anything', () => {
    expect(Array.from(html.matchAll(/(?:src|href|url|from|import)\s*[=(:]?\s*["'(]?(?:https?:)?\/\//g))).toEqual([])
    const asked = Array.from(html.matchAll(/\b(?:src|href)="([^"]*)"/g), ([, address = '']) => address)
    expect(
      asked.every((address) => /^(#|\.\/)/.test(address)),
      asked.join(' '),
    ).toBe(true)
  })

  it('leads to places that it has', () => {
    for (const [, id] of html.matchAll(/href="#(\w+)"/g)) expect(html).toContain(`id="${id}"`)
  })
})
