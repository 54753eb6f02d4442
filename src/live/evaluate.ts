// Live code as a sketch: parsed first (so that a typo has its line and column), run with the stage's names in scope.
import { parse } from 'acorn'
import { ImpastoError, messageOf } from '../core/errors'
import { placeInStack, type SourcePlace } from '../core/source-place'

const FILE = 'impasto-live.js'
/** Lines that the engine puts before a function's body: `function anonymous(a,b` and `) {`. */
const HEAD_LINES = 2
const RETURN = 'return '

/** Code that parses, ready to be run any number of times. */
export interface LiveCode {
  /**
   * Runs it with `scope`'s names and gives what its last expression gives.
   * @throws {ImpastoError} with line and column when the code throws
   */
  run(scope: Readonly<Record<string, unknown>>): unknown
}

/** @throws {ImpastoError} with line and column when `code` cannot be parsed */
export function compileLive(code: string): LiveCode {
  const last = lastExpression(code)
  const body = last === null ? code : code.slice(0, last.start) + RETURN + code.slice(last.start)
  return {
    run(scope) {
      const names = Object.keys(scope)
      // The page's own globals stay reachable; what the code assigns without declaring is refused by strict mode.
      const run: unknown = Reflect.construct(Function, [...names, `'use strict';${body}\n//# sourceURL=${FILE}`])
      if (typeof run !== 'function') throw new TypeError('code did not become a function')
      try {
        return Reflect.apply(run, undefined, Object.values(scope))
      } catch (thrown) {
        throw liveError(messageOf(thrown), placeOf(thrown, last), thrown)
      }
    },
  }
}

interface Start {
  start: number
  line: number
  column: number
}

function lastExpression(code: string): Start | null {
  try {
    const program = parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      locations: true,
      allowReturnOutsideFunction: true,
    })
    const last = program.body.at(-1)
    if (last?.type !== 'ExpressionStatement' || !last.loc) return null
    return { start: last.start, line: last.loc.start.line, column: last.loc.start.column }
  } catch (thrown) {
    const loc: unknown = thrown instanceof SyntaxError ? Reflect.get(thrown, 'loc') : undefined
    throw liveError(messageOf(thrown).replace(/ \(\d+:\d+\)$/, ''), placeOfLoc(loc), thrown)
  }
}

function placeOfLoc(loc: unknown): SourcePlace | null {
  if (typeof loc !== 'object' || loc === null) return null
  const line: unknown = Reflect.get(loc, 'line')
  const column: unknown = Reflect.get(loc, 'column')
  return typeof line === 'number' && typeof column === 'number' ? { line, column: column + 1 } : null
}

/** The place in the code as typed: without the function's head, the strict directive and the inserted `return`. */
function placeOf(thrown: unknown, last: Start | null): SourcePlace | null {
  const raw = placeInStack(thrown instanceof Error ? thrown.stack : undefined, FILE)
  if (!raw) return null
  const line = raw.line - HEAD_LINES
  let column = raw.column
  if (line === 1) column -= "'use strict';".length
  if (last && line === last.line && column > last.column) column -= RETURN.length
  return { line, column: Math.max(1, column) }
}

function liveError(message: string, place: SourcePlace | null, cause: unknown): ImpastoError {
  return new ImpastoError({
    asked: 'Live code was evaluated',
    found: message,
    remedy: 'What played before goes on.',
    path: place ? [`line ${place.line}, column ${place.column}`] : [],
    cause,
  })
}
