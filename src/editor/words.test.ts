// The small rules: which word a mistake underlines, where a line's glyphs begin, which outputs a chain ends in, how keys are written.
import { describe, expect, it } from 'vitest'
import { chordLabel } from '../contracts/key-chord'
import { indentOf } from './line-background'
import { EDITOR_KEYS } from './editor-keys'
import { wordAt } from './diagnostics'
import { outputsOf } from './active-code'

describe('wordAt', () => {
  it.each([
    ['  .kaleidd(5)', 3, 'kaleidd'],
    ['  .kaleidd(5)', 6, 'kaleidd'],
    ['osc(10', 6, '10'],
    ['osc(10,  ', 9, ','],
    ['osc(10', 3, '('],
  ])('in %j at %i is %j', (text, column, wanted) => {
    const found = wordAt(text, column)
    expect(found && text.slice(found.from, found.to)).toBe(wanted)
  })

  it('is none on an empty line', () => {
    expect(wordAt('   ', 1)).toBeNull()
  })
})

describe('the rest', () => {
  it('a line begins with its first glyph', () => {
    expect(['osc()', '  .out()', '\t.out()', ' \t.out()', ''].map(indentOf)).toEqual([0, 2, 2, 2, 0])
  })

  it('a block is known by its outputs', () => {
    expect(outputsOf('osc().out()\nnoise().out( o2 ); src(o1).out(o0)')).toEqual(['o0', 'o2'])
    expect(outputsOf('speed = 2')).toEqual([])
  })

  it('keys are written as the sheet writes them', () => {
    expect(['Mod-Shift-Enter', 'Alt-g', 'F1', 'Mod--', 'Shift-Tab'].map(chordLabel)).toEqual([
      'Ctrl ⇧Enter',
      'Alt G',
      'F1',
      'Ctrl -',
      '⇧Tab',
    ])
  })

  it('no two keys of the editor are the same', () => {
    const ids = EDITOR_KEYS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(EDITOR_KEYS.map(({ chord }) => chord)).size).toBe(EDITOR_KEYS.length)
  })
})
