// The guide says what is so: its keys are those of the stage and the editor, its styles are there, its code plays, its addresses can be asked for.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { chordLabel } from '../src/contracts/key-chord'
import { readPath } from '../src/contracts/style-path'
import { KEYS } from '../src/control/keyboard/keys'
import { Log } from '../src/core/log'
import { EDITOR_KEYS } from '../src/editor/editor-keys'
import { Repl } from '../src/live/repl'
import { Show } from '../src/show/show'
import { readUrl } from '../src/show/url-options'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = readdirSync(join(root, 'public/guide')).filter((name) => name.endsWith('.html'))
const guide = new Map(pages.map((name) => [name, readFileSync(join(root, 'public/guide', name), 'utf8')]))
const all = [...guide.values()].join('\n')
const page = (name: string): string => guide.get(name) ?? ''

/** The text of every element that `open` begins, as it is read. */
function textsOf(open: string, tag: string, inside = all): string[] {
  return Array.from(inside.matchAll(new RegExp(`<${open}(?:\\s[^>]*)?>([^]*?)</${tag}\\s*>`, 'g')), ([, text = '']) =>
    text
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  )
}

/** All sources of the page as one text, without their tests. */
function written(): string {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile() && file.name.endsWith('.ts') && !file.name.includes('.test.'))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n')
}

it('names the keys as they are', () => {
  const built = new Map<string, string>([
    ...KEYS.map(({ id, label }) => [id, label] as const),
    ...EDITOR_KEYS.map(({ id, chord }) => [id, chordLabel(chord)] as const),
    ['help', '?'],
  ])
  const named = Array.from(all.matchAll(/<kbd data-key="([\w-]+)"\s*>([^<]+)<\/kbd\s*>/g), ([, id = '', label]) => [
    id,
    label,
  ])
  expect(named.length).toBeGreaterThan(40)
  expect(named).toEqual(named.map(([id = '']) => [id, built.get(id)]))
})

it('has every key of the stage', () => {
  for (const { id } of KEYS) expect(page('playing.html')).toContain(`data-key="${id}"`)
})

it('names the styles that there are, and a path that can be read', () => {
  const styles = (JSON.parse(readFileSync(join(root, 'models/bank-1/model.json'), 'utf8')) as { styles: string[] })
    .styles
  const names = /<ul class="names" id="names">[^]*?<\/ul>/.exec(page('styles.html'))?.[0] ?? ''
  expect(textsOf('code', 'code', names)).toEqual(styles)
  const [path = ''] = textsOf('pre', 'pre', page('styles.html'))
  expect(readPath(path)).toMatchObject({ steps: [{ hold: 8 }, { hold: 16 }, { ease: 'easeInOutCubic' }] })
})

it('the address line takes what is said of it', () => {
  const [whole = ''] = textsOf('pre', 'pre', page('exhibition.html'))
  const options = [...textsOf('code data-url', 'code'), whole.trim()]
  expect(options.length).toBeGreaterThan(11)
  for (const option of options) {
    const { problems, ...read } = readUrl(option)
    expect(problems, option).toEqual([])
    expect(read, option).not.toEqual(readUrl(''))
  }
})

it('the addresses are those of the sources', () => {
  const text = written()
  const commanded = Array.from(all.matchAll(/\b(?:target|action): '([^']+)'/g), ([, address = '']) => address)
  const addresses = [...textsOf('code data-address', 'code'), ...commanded]
  expect(addresses.length).toBeGreaterThan(30)
  expect(addresses.filter((address) => !text.includes(`'${address}'`))).toEqual([])
})

describe('the live code', () => {
  const examples = textsOf('pre data-play', 'pre')
  const log = new Log(() => 0)

  it('is there', () => {
    expect(examples.length).toBeGreaterThan(2)
  })

  it.each(examples)('plays: %s', async (code) => {
    const sources = { open: () => Promise.resolve(), newest: () => null }
    const show = new Show(() => 0, log)
    const repl = new Repl({ log, show, now: () => 0, put: () => Promise.resolve(), sources })
    expect(await repl.evaluate(code)).toEqual({ ok: true })
  })
})
