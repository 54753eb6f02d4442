// The gallery's pieces: live code of our own to play and to take apart, one file each in pieces/, found by their files.
//
//   // Paper moon                                     its title
//   // A disc laid on a dusk; change how large it is.  what it is, and what to change
//   // first steps                                    its level
//
//   gradient().g() …                                  the code, from the line after an empty one
import { ImpastoError } from '../../core/errors'

/** In the order in which they are shown. */
export const LEVELS = ['first steps', 'patterns', 'feedback', 'sound', 'painters', 'finished works'] as const

export type Level = (typeof LEVELS)[number]

export interface Piece {
  /** The file's name without its ending: 'paper-moon'. */
  readonly id: string
  readonly title: string
  /** What it is and what to change, in a sentence. */
  readonly about: string
  readonly level: Level
  /** As it is evaluated and shown, without the three lines above it. */
  readonly code: string
  /** A painter is in the chain. */
  readonly painted: boolean
}

/** @throws {ImpastoError} a line above the code is missing, the level is none there is, or there is no code */
export function readPiece(id: string, text: string): Piece {
  const [title = '', about = '', level = '', ...rest] = text.split('\n')
  const code = rest.join('\n').trim()
  if (code === '') throw unread(id, 'it has no code', 'Write some under the three lines, after an empty one.')
  return {
    id,
    title: comment(id, title, 'title', '// Paper moon'),
    about: comment(id, about, 'sentence about it', '// A disc laid on a dusk; change how large it is.'),
    level: levelOf(id, comment(id, level, 'level', '// first steps')),
    code,
    painted: code.includes('.style('),
  }
}

const NUMBERS = { title: 'first', 'sentence about it': 'second', level: 'third' } as const

function comment(id: string, line: string, what: keyof typeof NUMBERS, example: string): string {
  const said = /^\/\/\s*(\S.*?)\s*$/.exec(line)?.[1]
  if (said !== undefined) return said
  const found = line.trim() === '' ? 'it is empty' : `it is '${line.trim()}'`
  throw unread(
    id,
    `its ${NUMBERS[what]} line should be its ${what}, and ${found}`,
    `Make that line a comment: ${example}`,
  )
}

function levelOf(id: string, said: string): Level {
  const level = LEVELS.find((known) => known === said)
  if (level !== undefined) return level
  throw unread(id, `there is no level '${said}'`, `Make its third line one of: ${LEVELS.join(', ')}.`)
}

function unread(id: string, found: string, remedy: string): ImpastoError {
  return new ImpastoError({ asked: `The piece ${id}.piece.js was to be in the gallery`, found, remedy })
}

const files = import.meta.glob<string>('./pieces/*.piece.js', { query: '?raw', import: 'default', eager: true })

/** From the first steps to the finished works, and by id. */
export const PIECES: readonly Piece[] = Object.entries(files)
  .map(([path, text]) => readPiece(path.replace(/^.*\//, '').replace(/\.piece\.js$/, ''), text))
  .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.id.localeCompare(b.id))
