// Live code: parsed first (so that a typo has its line and column), rewritten so that it can be stopped, and run with the dialect's names in scope.
import { ImpastoError, messageOf } from '../core/errors'
import { placeInStack, type SourcePlace } from '../core/source-location'
import { LiveError } from './live-problem'
import { rewrite, type Helpers, type Rewritten, type RewriteOptions } from './rewrite'
import { EndlessCode } from './watchdog'

// GLSL is brought to WebGPU where there is live code, and not before.
export { toWgsl } from './glsl/to-wgsl'

const FILE = 'impasto-live.js'
/** Lines that the engine puts before a function's body: `function anonymous(a,b` and `) {`. */
const HEAD_LINES = 2
const HELPERS = ['__turn', '__link', '__names'] as const
const HEAD = 'with(__scope){return (async function(){'

/** What the code finds in scope, and who answers for names that are assigned. */
export interface Surroundings {
  /** A scope for code that assigns to `assigned`. */
  scope(assigned: ReadonlySet<string>): object
  /** What `this` is. */
  readonly self: object
  readonly helpers: Helpers
}

/** Code that parses. */
export interface LiveCode {
  /**
   * Runs it and gives what its last expression gives.
   * @throws {LiveError} with line and column when the code throws
   */
  run(surroundings: Surroundings): Promise<unknown>
}

/** @throws {LiveError} with line and column when `code` cannot be parsed */
export function compileLive(code: string, options: RewriteOptions): LiveCode {
  const rewritten = parsed(code, options)
  const body = `${HEAD}${rewritten.code}\n}).call(__self)}\n//# sourceURL=${FILE}`
  return {
    async run({ scope, self, helpers }) {
      const run: unknown = Reflect.construct(Function, ['__scope', '__self', ...HELPERS, body])
      if (typeof run !== 'function') throw new TypeError('code did not become a function')
      const tools = HELPERS.map((name) => helpers[name])
      try {
        return (await Reflect.apply(run, undefined, [scope(rewritten.assigned), self, ...tools])) as unknown
      } catch (thrown) {
        if (thrown instanceof EndlessCode) throw thrown
        throw new LiveError(wordsOf(thrown), placeOf(thrown, rewritten), thrown)
      }
    },
  }
}

/** Where in the code of the last evaluation `thrown` was thrown, when that can be known. */
export function placeOf(thrown: unknown, { placeOf: typed }: Rewritten): SourcePlace | null {
  const raw = placeInStack(thrown instanceof Error ? thrown.stack : undefined, FILE)
  if (!raw) return null
  const line = raw.line - HEAD_LINES
  return typed({ line, column: line === 1 ? raw.column - HEAD.length : raw.column })
}

/** An error of the house says it in its own words, of which the end is said by the place. */
function wordsOf(thrown: unknown): string {
  return thrown instanceof ImpastoError ? `${thrown.asked}: ${thrown.found}. ${thrown.remedy}` : messageOf(thrown)
}

function parsed(code: string, options: RewriteOptions): Rewritten {
  try {
    return rewrite(code, options)
  } catch (thrown) {
    const loc: unknown = thrown instanceof SyntaxError ? Reflect.get(thrown, 'loc') : undefined
    throw new LiveError(messageOf(thrown).replace(/ \(\d+:\d+\)$/, ''), placeOfLoc(loc), thrown)
  }
}

function placeOfLoc(loc: unknown): SourcePlace | null {
  if (typeof loc !== 'object' || loc === null) return null
  const line: unknown = Reflect.get(loc, 'line')
  const column: unknown = Reflect.get(loc, 'column')
  return typeof line === 'number' && typeof column === 'number' ? { line, column: column + 1 } : null
}
