// Every name that live code finds in scope has its words, and so has all that can follow a dot; nothing is explained that there is not.
import { EditorState } from '@codemirror/state'
import { CompletionContext } from '@codemirror/autocomplete'
import { describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { EASINGS, LiveChain, LiveOutput, LiveSession, LiveSource, liveSignal, SEQUENCE_LINKS } from '#dialect'
import { addAsked } from '../live/engine-globals'
import { describeDialect } from '../live/describe-dialect'
import { dialectNames } from '../live/dialect-names'
import { complete } from './completion'
import { explain, wordsAt } from './dialect-words'

const docs = describeDialect()
const door = { open: () => Promise.resolve(), newest: () => null }
const session = new LiveSession({ sources: door, made: () => undefined })
const names = dialectNames(session)
addAsked(names, {
  session,
  show: new Show(() => 0, new Log(() => 0)),
  run: () => Promise.resolve(),
  tell: () => undefined,
})

/** What the parts are built of, and no performer needs. */
const INNER = [
  'constructor',
  'key',
  'index',
  'filter',
  'door',
  'newest',
  'ask',
  'hear',
  'visible',
  'heard',
  'loud',
  'meter',
]
const INNER_EARS = ['all', 'alike', 'set', 'phase', 'spectrum', 'awake', 'wake', 'rest', 'tellMeter']
const INNER_CHAIN = ['link', 'written', 'fixed', 'with']

const methodsOf = (...things: object[]): string[] =>
  things.flatMap((thing) => Object.getOwnPropertyNames(thing)).filter((name) => !INNER.includes(name))
const wordsOf = (owner: string | null): string[] => wordsAt(docs, owner).map(({ name }) => name)

describe('words', () => {
  it('there are for every name in scope, and for no other', () => {
    const known = wordsOf(null)
    expect(known.toSorted()).toEqual([...names.keys()].toSorted())
    expect(known).toEqual(expect.arrayContaining(['osc', 'knob', 'every', 'setFunction', 'ease', 'o3', 's0', 'camera']))
  })

  it.each<[string, string[]]>([
    ['audio', Object.keys(Object(names.get('audio')?.get()) as object)],
    [
      'a',
      methodsOf(session.ears, Object.getPrototypeOf(session.ears) as object).filter((n) => !INNER_EARS.includes(n)),
    ],
    ['s0', methodsOf(LiveSource.prototype)],
    ['o3', methodsOf(LiveOutput.prototype)],
    ['mouse', Object.keys(session.mouse)],
    ['ease', Object.keys(EASINGS)],
  ])('there are for all that follows %s and a dot', (owner, there) => {
    expect(there.length).toBeGreaterThan(1)
    expect(wordsOf(owner).toSorted()).toEqual(there.toSorted())
  })

  it('there are for every link of chains, arrays and signals', () => {
    const chains = methodsOf(LiveChain.prototype).filter((name) => !INNER_CHAIN.includes(name))
    const signals = Object.keys(liveSignal(() => 0)).filter((name) => !['valueOf', 'toString'].includes(name))
    const there = new Set([...chains, ...Object.keys(SEQUENCE_LINKS), ...signals])
    expect(wordsOf('').toSorted()).toEqual([...there].toSorted())
    expect(there.has('style') && there.has('bloom') && there.has('modulateScrollY')).toBe(true)
  })

  it('tell the same name apart by what is before it', () => {
    const said = (name: string, owner: string | null): string | undefined => explain(docs, name, owner)?.doc
    expect(said('a', null)).toContain('sound')
    expect(said('a', '')).toContain('Alpha')
    expect(said('ease', null)).toContain('easings')
    expect(said('ease', '')).toContain('array')
    expect(said('bass', 'audio')).toContain('250 Hz')
    expect([said('kaleid', null), said('osc', '')]).toEqual([undefined, undefined])
  })
})

describe('completion', () => {
  const offered = (text: string): string[] => {
    const context = new CompletionContext(EditorState.create({ doc: text }), text.length, false)
    const styles = (): string[] => ['great-wave', 'udnie']
    return complete({ docs: () => docs, styles }, context)?.options.map(({ label }) => label) ?? []
  }

  it.each<[string, string[]]>([
    ["camera().style('", ['great-wave', 'udnie']],
    ["camera().style('gr", ['great-wave', 'udnie']],
    ["camera().style({ 'great-wave': 0.3,\n  '", ['great-wave', 'udnie']],
    ["every(4, '", ['beat', 'bar', 'second']],
    ["painting.fit('", ['cover', 'contain', 'stretch']],
    ["setFunction({ name: 'dim', type: '", ['src', 'coord', 'color', 'combine', 'combineCoord']],
    ['mouse.', ['x', 'y', 'buttons', 'mods']],
  ])('at the end of %s offers just what can stand there', (text, wanted) => {
    expect(offered(text)).toEqual(wanted)
  })

  it.each([
    ['osc(', false],
    ['s0.', true],
    ['src(o0)\n  .mod', true],
    ["osc([1, 2].ease('", true],
    ['kn', true],
    ['audio.bass.', true],
    ['osc(10.', false],
    ["camera().style('great-wave'", false],
    ["text('osc", false],
    ['// os', false],
  ])('at the end of %s there is something: %s', (text, wanted) => {
    expect(offered(text).length > 0).toBe(wanted)
  })

  it('offers what belongs there', () => {
    expect(offered('s1.')).toContain('initScreen')
    expect(offered('osc().')).toEqual(expect.arrayContaining(['kaleid', 'style', 'bloom', 'out']))
    expect(offered('osc().')).not.toContain('initCam')
    expect(offered('a.')).toContain('setBins')
  })
})
