// The tour's steps on the real dialect: what each puts in plays, and passes it; what is kept of a tour is read back whole or not at all.
import { describe, expect, it } from 'vitest'
import { Log } from '../../core/log'
import { Show } from '../../show/show'
import { Repl } from '../../live/repl'
import { EDITOR_KEYS } from '../editor-keys'
import type { Act } from './event'
import { Deeds, moved, readTour, stepOf } from './progress'
import { END, STEPS } from './steps'
import { keyLabel, piecesOf } from './words'

const log = new Log(() => 0)
const show = new Show(() => 0, log)
const sources = { open: () => Promise.resolve(), newest: () => null }
const desk = new Repl({ log, show, now: () => 0, put: () => Promise.resolve(), sources })

const named = (title: string): (typeof STEPS)[number] => {
  const step = STEPS.find((each) => each.title === title)
  if (!step) throw new Error(`There is no step '${title}'.`)
  return step
}
const play = (code: string): Act => ({ did: 'play', code })

describe('a step', () => {
  it.each(STEPS.map((step) => [step.title, step] as const))('"%s" has an example that plays', async (title, step) => {
    const played = await desk.evaluate(step.example ?? '')
    const slips = title === 'A mistake does no harm'
    expect(played).toMatchObject(
      slips ? { ok: false, errors: [{ line: 2, hint: 'Did you mean .kaleid()?' }] } : { ok: true },
    )
    expect(step.example).toContain(step.cursor ?? '')
  })

  it.each([
    'A line of light',
    'Colour',
    'Fold it',
    'One chain bends another',
    'Numbers that move',
    'Feedback',
    'Sound',
    'The camera',
    'A painter',
  ])('"%s" is passed by playing it, and not by playing the one before', (title) => {
    const step = named(title)
    expect(step.done([play(step.example ?? '')])).toBe(true)
    expect(step.done([{ did: 'fail', code: step.example ?? '' }])).toBe(false)
    const before = STEPS[STEPS.indexOf(step) - 1]
    expect(step.done(before ? [play(before.example ?? '')] : [])).toBe(false)
  })

  it.each([
    ['Fold it', "text('.kaleid(5)').out() // .kaleid(5)", false],
    ['Fold it', '/* no */ noise(3)\n .kaleid(5)', true],
    ['Numbers that move', 'osc(60).rotate(0, 0.1).out()', false],
    ['Numbers that move', 'osc(({ time }) => time)', true],
    ['Sound', 'osc(() => a.fft[0] * 60)', true],
    ['Sound', 'noise(3).a().out()', false],
    ['The camera', 's0.initCam()\nsrc(s0).out()', true],
    ['Feedback', 'src(s0).out()', false],
    ['Feedback', 'src(o1).scale(1.1).out(o1)', true],
  ])('"%s" with %j: %s', (title, code, passed) => {
    expect(named(title).done([play(code)])).toBe(passed)
  })

  it('that is a deed is passed by the deed, in its order', () => {
    const did = (...deeds: ('hush' | 'good' | 'link' | 'save')[]): Act[] => deeds.map((deed) => ({ did: deed }))
    const fail: Act = { did: 'fail', code: '' }
    expect(named('Turn a number').done([play('osc(20)'), { did: 'turn', code: 'osc(21)' }])).toBe(true)
    expect(named('Turn a number').done([play('osc(20)')])).toBe(false)
    const mistake = named('A mistake does no harm')
    expect([[fail], [...did('good'), fail], [fail, ...did('good')]].map((acts) => mistake.done(acts))).toEqual([
      false,
      false,
      true,
    ])
    const share = named('Hush, keep, share')
    expect(
      [did('hush'), did('link'), did('link', 'hush'), did('hush', 'save')].map((acts) => share.done(acts)),
    ).toEqual([false, false, true, true])
  })

  it('is passed once', () => {
    const deeds = new Deeds()
    const step = named('Fold it')
    const fold = play('osc().kaleid()')
    expect([deeds.add(step, play('osc()')), deeds.add(step, fold), deeds.add(step, fold)]).toEqual([false, true, false])
    deeds.renew()
    expect(deeds.add(step, fold)).toBe(true)
  })
})

describe('the words', () => {
  const ids: readonly string[] = EDITOR_KEYS.map(({ id }) => id)
  const told = [...STEPS.map(({ title, words, well }) => [title, `${words} ${well}`]), [END.title, END.words]]
  it.each(told)('of "%s" name keys that there are', (_, text) => {
    const keys = Array.from(text.matchAll(/\{([\w-]+)(\|[^}]+)?\}/g))
    for (const [, id = '', stage] of keys) expect(stage !== undefined || ids.includes(id), id).toBe(true)
    expect(piecesOf(text, (id, otherwise) => keyLabel(show, id, otherwise)).map((piece) => piece.text)).not.toContain(
      '',
    )
  })

  it('show code and keys as they are', () => {
    show.define('page/keys/camera', { kind: 'text', label: '', default: '' })
    const pieces = (): string =>
      piecesOf('Try `osc()`, {code-block} or {camera|C}.', (id, otherwise) => keyLabel(show, id, otherwise))
        .map(({ kind, text }) => `${kind}:${text}`)
        .join(' ')
    expect(pieces()).toBe('text:Try  code:osc() text:,  key:Ctrl Enter text: or  key:C text:.')
    show.send({ target: 'page/keys/camera', value: 'Shift-k', origin: 'panel' })
    expect(pieces()).toContain('key:⇧K')
  })
})

describe('what is kept', () => {
  const before = { text: 'mine()', stranger: false }

  it.each<[unknown, boolean, ReturnType<typeof readTour>]>([
    [null, true, { offer: true, at: null, before: null }],
    [null, false, { offer: false, at: null, before: null }],
    [{ offer: true }, false, { offer: true, at: null, before: null }],
    [{ offer: false, at: 3, before }, false, { offer: false, at: 3, before }],
    [{ offer: false, at: 99, before }, false, { offer: false, at: STEPS.length, before }],
    [{ offer: false, at: 3 }, true, { offer: false, at: null, before: null }],
    [{ offer: 'x', at: 1.5, before }, true, { offer: false, at: null, before: null }],
  ])('%j is read as it is meant', (found, fresh, state) => {
    expect(readTour(found, fresh)).toEqual(state)
  })

  it('goes on and back within the tour', () => {
    const state = { offer: false, at: 0, before }
    expect([moved(state, -1).at, moved(state, 1).at, moved(state, 99).at]).toEqual([0, 1, STEPS.length])
    expect([stepOf(state)?.title, stepOf(moved(state, 99))]).toEqual(['A line of light', null])
    expect(moved({ ...state, at: null }, 1).at).toBeNull()
  })
})
