// What an evaluation means, on texts with the cursor written as |.
import { javascriptLanguage } from '@codemirror/lang-javascript'
import { describe, expect, it } from 'vitest'
import { blockAt, inItsPlace, statementAt } from './blocks'
import { statementsOf } from './statements'

function at(marked: string): { text: string; pos: number; statements: ReturnType<typeof statementsOf> } {
  const text = marked.replace('|', '')
  return { text, pos: marked.indexOf('|'), statements: statementsOf(javascriptLanguage.parser.parse(text)) }
}

function block(marked: string): string | null {
  const { text, pos, statements } = at(marked)
  const found = blockAt(text, pos, statements)
  return found && text.slice(found.from, found.to)
}

function statement(marked: string): string | null {
  const { text, pos, statements } = at(marked)
  const found = statementAt(text, pos, statements)
  return found && text.slice(found.from, found.to)
}

describe('the block at the cursor', () => {
  it.each([
    ['between empty lines', 'a()\n\nosc()\n  .ro|tate()\n  .out()\n\nb()', 'osc()\n  .rotate()\n  .out()'],
    ['at either end of it', 'a()\n\n|b()\n\nc()', 'b()'],
    ['at the end of the text', 'a()\n\nb()|', 'b()'],
    ['on lines of blanks', 'a()\n   \nb|()', 'b()'],
    ['the one above on an empty line', 'a()\n\n|\n\nb()', 'a()'],
    ['the one below at the top', '|\n\na()', 'a()'],
    [
      'a function with an empty line in it',
      'update = () => {\n  a()\n\n  b(|)\n}\nc()',
      'update = () => {\n  a()\n\n  b()\n}\nc()',
    ],
    ['a chain with an empty line in it', 'osc()\n\n  .out(|)\n\nb()', 'osc()\n\n  .out()'],
    ['no more than itself when it does not parse', 'osc((|\n\nb()\n\nc()', 'osc(('],
  ])('is what stands %s', (_, marked, wanted) => {
    expect(block(marked)).toBe(wanted)
  })

  it('is nothing where nothing is', () => {
    expect([block('|'), block(' \n|\n ')]).toEqual([null, null])
  })
})

describe('the line at the cursor', () => {
  it.each([
    ['the whole chain', 'a()\nosc()\n  .ro|tate()\n  .out()\nb()', 'osc()\n  .rotate()\n  .out()'],
    ['all statements on it', 'x = 1; y =| 2\nz = 3', 'x = 1; y = 2'],
    ['itself where it does not parse', 'a()\nosc(|(\nb()', 'osc(('],
  ])('is %s', (_, marked, wanted) => {
    expect(statement(marked)).toBe(wanted)
  })

  it('is nothing when it is empty', () => {
    expect(statement('a()\n|\nb()')).toBeNull()
  })
})

describe('inItsPlace', () => {
  it('keeps lines and columns', () => {
    const text = 'a(); b(\n1)\nc()'
    expect(inItsPlace(text, { from: 5, to: 10 })).toBe('     b(\n1)')
    expect(inItsPlace(text, { from: 11, to: 14 })).toBe('\n\nc()')
  })
})
