// The desk: which sketch is on stage, what a failing one leaves behind, and what it says.
import { beforeEach, describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import type { SketchModule } from '../stage/define-sketch'
import { SketchLoader } from './sketch-loader'
import { SketchLibrary } from './sketch-library'

function sketch(title: string): { default: unknown } {
  return { default: { title, about: `${title}.`, setup: () => ({}) } }
}

let log: Log
let show: Show
let library: SketchLibrary
let desk: SketchLoader
let played: string[]
let broken: Set<string>

beforeEach(() => {
  log = new Log(() => 0)
  show = new Show(() => 0, log)
  played = []
  broken = new Set()
  library = new SketchLibrary({
    '../sketches/ink.ts': () => Promise.resolve(sketch('Ink')),
    '../sketches/oil.ts': () => Promise.resolve(sketch('Oil')),
    '../sketches/empty.ts': () => Promise.resolve({}),
    '../sketches/torn.ts': () => Promise.reject(new Error('Unexpected token')),
  })
  desk = new SketchLoader({
    library,
    show,
    log,
    first: 'ink',
    put: (id: string, { title }: SketchModule) => {
      if (broken.has(id)) {
        const error = new Error('paint is not defined')
        error.stack = `Error: paint is not defined\n    at setup (http://x/sketches/${id}.ts?t=1:7:9)`
        return Promise.reject(error)
      }
      played.push(title)
      return Promise.resolve()
    },
    findPlace: (_url, { line, column }) => Promise.resolve({ line: line + 5, column }),
  })
})

describe('the desk', () => {
  it('begins with the first one, or with one that plays', async () => {
    await desk.begin()
    expect(desk.playing?.id).toBe('ink')
    desk.dispose()
    broken.add('ink')
    const other = new SketchLoader({
      library,
      show,
      log,
      first: 'ink',
      put: (id) => (id === 'oil' ? Promise.resolve() : Promise.reject(new Error('no'))),
      findPlace: () => Promise.resolve(null),
    })
    await other.begin()
    expect(other.playing?.id).toBe('oil')
  })

  it('follows the parameter, and turns it back when the sketch fails', async () => {
    await desk.begin()
    broken.add('oil')
    show.send({ target: 'sketch/current', value: 'oil', origin: 'keyboard' })
    await expect.poll(() => show.text('sketch/current')).toBe('ink')
    expect(desk.playing?.id).toBe('ink')
    expect(log.notices.at(-1)?.text).toBe(
      "Sketch 'oil' was to play: paint is not defined. What played before goes on; mend it and save. (sketches/oil.ts › line 12, column 9)",
    )
  })

  it('going back at once is what counts: an overtaken choice never arrives', async () => {
    await desk.begin()
    const press = (value: string): void => void show.send({ target: 'sketch/current', value, origin: 'keyboard' })
    press('oil')
    press('ink')
    await expect.poll(() => desk.playing?.id).toBe('ink')
    await new Promise((resolve) => setTimeout(resolve))
    expect([desk.playing?.id, show.text('sketch/current')]).toEqual(['ink', 'ink'])
    expect(played.at(-1)).toBe('Ink')
    expect(log.notices).toEqual([])
  })

  it('live code is a state of its own: the tile of the sketch before it plays that again, and code can be gone back to', async () => {
    await desk.begin()
    await desk.playLive({ title: 'Live code', about: '', setup: () => ({ show: {} as never }) })
    expect([show.text('sketch/current'), desk.playing?.id]).toEqual(['live', 'live'])
    show.send({ target: 'sketch/current', value: 'ink', origin: 'panel' })
    await expect.poll(() => desk.playing?.id).toBe('ink')
    show.send({ target: 'sketch/current', value: 'live', origin: 'panel' })
    await expect.poll(() => desk.playing?.id).toBe('live')
    expect(played).toEqual(['Ink', 'Live code', 'Ink', 'Live code'])
  })

  it('who chose is told as it was', async () => {
    await desk.begin()
    const origins: string[] = []
    show.onEach(({ origin }) => origins.push(origin), 'sketch/current')
    await desk.choose('oil')
    show.send({ target: 'sketch/current', value: 'ink', origin: 'phone' })
    await expect.poll(() => desk.playing?.id).toBe('ink')
    expect(origins).toEqual(['handle', 'phone'])
  })

  it('names the sketch that came back for one that went on failing, and puts the failed one on again when asked', async () => {
    await desk.begin()
    const { playing } = desk
    if (!playing) throw new Error('Nothing plays.')
    await desk.choose('oil')
    desk.returned(playing.id, playing.sketch)
    expect(show.text('sketch/current')).toBe('ink')
    expect(desk.playing).toEqual(playing)
    show.send({ target: 'sketch/current', value: 'oil', origin: 'keyboard' })
    await expect.poll(() => played).toEqual(['Ink', 'Oil', 'Oil'])
  })

  it.each([
    ['moon', "Sketch 'moon' was asked for: there are empty, ink, oil, torn. What plays goes on; choose one of these."],
    [
      'empty',
      "Sketch 'empty' was loaded: its file has no `export default defineSketch({ … })`. What plays goes on; add the export and save. (sketches/empty.ts)",
    ],
    [
      'torn',
      "Sketch 'torn' was to play: Unexpected token. What played before goes on; mend it and save. (sketches/torn.ts)",
    ],
  ])('refuses %s in words', async (id, text) => {
    await desk.begin()
    await expect(desk.choose(id)).rejects.toThrow(text)
    expect(desk.playing?.id).toBe('ink')
  })

  it('swaps a saved file only when it is the one on stage', async () => {
    await desk.begin()
    await library.replace('oil', () => Promise.resolve(sketch('Oil again')))
    expect(played).toEqual(['Ink'])
    await library.replace('ink', () => Promise.resolve(sketch('Ink again')))
    await expect.poll(() => played).toEqual(['Ink', 'Ink again'])
    expect(desk.list.map((s) => s.title)).toContain('Oil again')
  })

  it('a new file joins the list, a broken one is told with its place', async () => {
    await library.replace('chalk', () => Promise.resolve(sketch('Chalk')))
    expect(show.param('sketch/current')?.spec).toMatchObject({
      options: expect.arrayContaining([{ value: 'chalk', label: 'Chalk' }]) as unknown,
    })
    library.reject('chalk', 'Expected `,` but found `}`', { line: 3, column: 14 })
    await expect
      .poll(() => log.notices.at(-1)?.text)
      .toBe(
        "Sketch 'chalk' was to play: Expected `,` but found `}`. What played before goes on; mend it and save. (sketches/chalk.ts › line 3, column 14)",
      )
  })

  it('tells of a file that throws by itself where it does', async () => {
    const thrown = new Error('too large')
    thrown.stack = 'Error: too large\n    at http://x/sketches/chalk.ts?t=1:2:44'
    await library.replace('chalk', () => Promise.reject(thrown))
    await expect
      .poll(() => log.notices.at(-1)?.text)
      .toBe(
        "Sketch 'chalk' was to play: too large. What played before goes on; mend it and save. (sketches/chalk.ts › line 7, column 44)",
      )
  })

  it('loads all for the picker and leaves out what fails', async () => {
    await library.loadAll()
    expect(desk.list.map((s) => s.title)).toEqual(['Empty', 'Ink', 'Oil', 'Torn'])
    await expect.poll(() => log.notices.length).toBe(2)
  })
})
