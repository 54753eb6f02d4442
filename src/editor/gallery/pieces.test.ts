// The gallery's pieces: how a file is read, what is said of one that cannot be, and that there are enough of every kind.
import { describe, expect, it } from 'vitest'
import { isSequenceLink } from '#dialect'
import { compileLive } from '../../live/evaluate'
import { LEVELS, PIECES, readPiece } from './pieces'

const GOOD = `// Paper moon
// A disc laid on a dusk.
// first steps

osc()
  .out()
`

describe('a piece is read', () => {
  it('with what stands above its code', () => {
    expect(readPiece('paper-moon', GOOD)).toEqual({
      id: 'paper-moon',
      title: 'Paper moon',
      about: 'A disc laid on a dusk.',
      level: 'first steps',
      code: 'osc()\n  .out()',
      painted: false,
    })
    expect(readPiece('p', GOOD.replace('.out', ".style('udnie').out")).painted).toBe(true)
  })

  const REFUSED = 'The piece bad.piece.js was to be in the gallery: '
  it.each([
    [
      '// Paper moon',
      '',
      'its first line should be its title, and it is empty. Make that line a comment: // Paper moon',
    ],
    [
      '// A disc laid on a dusk.',
      'osc().out()',
      "its second line should be its sentence about it, and it is 'osc().out()'. Make that line a comment: // A disc laid on a dusk; change how large it is.",
    ],
    [
      '// first steps',
      '//',
      "its third line should be its level, and it is '//'. Make that line a comment: // first steps",
    ],
    [
      '// first steps',
      '// last steps',
      `there is no level 'last steps'. Make its third line one of: ${LEVELS.join(', ')}.`,
    ],
    ['osc()\n  .out()', '', 'it has no code. Write some under the three lines, after an empty one.'],
  ])('and refused without %j', (line, instead, text) => {
    expect(() => readPiece('bad', GOOD.replace(line, instead))).toThrow(`${REFUSED}${text}`)
  })
})

describe('the gallery', () => {
  it('has enough of everything, in order', () => {
    expect(PIECES.length).toBeGreaterThanOrEqual(24)
    expect(PIECES.filter(({ painted }) => painted).length).toBeGreaterThanOrEqual(12)
    expect(new Set(PIECES.map(({ id }) => id)).size).toBe(PIECES.length)
    expect(new Set(PIECES.map(({ title }) => title)).size).toBe(PIECES.length)
    expect([...new Set(PIECES.map(({ level }) => level))]).toEqual(LEVELS)
    for (const level of LEVELS) expect(PIECES.filter((piece) => piece.level === level).length).toBeGreaterThanOrEqual(2)
  })

  it.each(PIECES.map((piece) => [piece.id, piece] as const))('%s can be read and says what it is', (_, piece) => {
    const parse = (): unknown => compileLive(piece.code, { isArrayLink: isSequenceLink, isReserved: () => false })
    expect(parse).not.toThrow()
    expect(piece.about).toMatch(/^\S.*[^.]\.$/)
    expect(piece.code).toMatch(/\.out\(/)
  })

  it('has knobs of different names, because a knob keeps its place from piece to piece', () => {
    const knobs = PIECES.flatMap(({ code }) => [...code.matchAll(/knob\('([^']+)'/g)].map(([, name]) => name))
    expect(new Set(knobs).size).toBe(knobs.length)
  })
})
