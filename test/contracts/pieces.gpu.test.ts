// Every piece of the gallery plays: nothing to complain about, and a picture that is neither black nor flat.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import bank from '../../models/bank-1/model.json'
import { AFRESH } from '../../src/editor/player'
import { PIECES } from '../../src/editor/gallery/pieces'
import { pixels } from '../../src/stage/test-stage'
import { dialectStand, type DialectStand } from './dialect.stand'

const FRAMES = 12
const DT = 1 / 15

describe('the gallery', () => {
  let t: DialectStand
  beforeAll(async () => {
    t = await dialectStand('webgl2')
    // What the camera sees: a warm disc on a cold ground.
    const disc = (x: number, y: number): boolean => Math.hypot(x - 12, y - 8) < 5
    const seen = pixels(24, 16, (x, y) => (disc(x, y) ? [230, 160, 90] : [20 + 4 * x, 40, 60 + 6 * y]))
    t.stage.setPicture('raw', seen)
  })
  afterAll(() => t.end())

  it.each(PIECES.map((piece) => [piece.id, piece] as const))('plays %s', async (_, { code }) => {
    const before = t.log.notices.length
    await t.desk.run(`${AFRESH}${code}`)
    t.play(FRAMES, DT)
    // The stand has nobody who paints, and takes every name.
    expect(bank.styles).toEqual(expect.arrayContaining(stylesIn(code)))
    const wrong = t.log.notices.slice(before).filter(({ level }) => level === 'warning' || level === 'error')
    expect(wrong.map(({ text }) => text)).toEqual([])
    const { brightest, range } = looked(await t.read())
    expect(brightest).toBeGreaterThan(60)
    expect(range).toBeGreaterThan(25)
  })

  it('plays each as the first thing of the evening', async () => {
    await t.desk.run(
      "every(1, 'second', () => solid(0, 1).out()); update = () => {}; speed = 3; bpm = 90; fps = 9; render()",
    )
    await t.desk.run(`${AFRESH}solid(1).out()`)
    t.play(30, DT)
    expect(Array.from((await t.read()).subarray(0, 3))).toEqual([255, 0, 0])
    const { update, speed, bpm, fps, shown, outputs } = t.desk.session
    expect([update, speed, bpm, fps, shown]).toEqual([null, 1, 30, null, outputs[0]])
  })
})

/** The brightest channel, and by how much the channel that varies most does. */
function looked(bytes: Uint8Array): { brightest: number; range: number } {
  const channels = [0, 1, 2].map((k) => bytes.filter((_, i) => i % 4 === k))
  const spans = channels.map((channel) => [Math.min(...channel), Math.max(...channel)] as const)
  return {
    brightest: Math.max(...spans.map(([, high]) => high)),
    range: Math.max(...spans.map(([low, high]) => high - low)),
  }
}

/** Every style that `.style(…)` names in `code`. */
function stylesIn(code: string): string[] {
  return [...code.matchAll(/\.style\(\s*('[^']+'|\{[^}]*\})/g)].flatMap(([, asked = '']) =>
    asked.startsWith("'") ? [asked.slice(1, -1)] : [...asked.matchAll(/'?([a-z-]+)'?:/g)].map(([, name = '']) => name),
  )
}
