// Mistakes in live code as an editor shows them: where, what, and what was probably meant.
import { ImpastoError, messageOf } from '../core/errors'
import type { SourcePlace } from '../core/source-location'
import { LiveChain } from '#dialect'
import { nearest } from './did-you-mean'
import { EndlessCode } from './watchdog'

export interface LiveProblem {
  /** 1-based; null when the place is not known. */
  readonly line: number | null
  /** 1-based. */
  readonly column: number | null
  /** What is wrong, in plain words. */
  readonly message: string
  /** What was probably meant, or what to do. */
  readonly hint: string | null
  /** True: it did not come to an end, and was stopped. */
  readonly stopped?: boolean
}

/** A mistake in live code, with its place. */
export class LiveError extends ImpastoError {
  constructor(
    /** What is wrong, for its place in the code: "kaleidd is not a function". */
    readonly what: string,
    readonly place: SourcePlace | null,
    cause: unknown,
    /** What was probably meant: "Did you mean kaleid()?". */
    readonly hint: string | null = null,
  ) {
    super({
      asked: 'Live code was evaluated',
      found: what.replace(/\.$/, ''),
      remedy: `${hint === null ? '' : `${hint} `}What played before goes on.`,
      path: place ? [`line ${place.line}, column ${place.column}`] : [],
      cause,
    })
  }
}

/** The same mistake with what was probably meant. `names`: what there is. */
export function explained(thrown: unknown, names: readonly string[]): unknown {
  if (!(thrown instanceof LiveError)) return thrown
  const { what, place, cause } = thrown
  const method = /\.([\w$]+) is not a function/.exec(what)?.[1]
  if (method !== undefined) {
    const found = nearest(method, Object.getOwnPropertyNames(LiveChain.prototype))
    return found === null ? thrown : new LiveError(what, place, cause, `Did you mean .${found}()?`)
  }
  const name = /^([\w$]+) is not (?:defined|a function)/.exec(what)?.[1]
  const found = name === undefined ? null : nearest(name, names)
  return found === null ? thrown : new LiveError(what, place, cause, `Did you mean ${found}?`)
}

export function problemOf(thrown: unknown): LiveProblem {
  const stopped = thrown instanceof EndlessCode
  if (thrown instanceof LiveError) {
    const { place, what, hint } = thrown
    return { line: place?.line ?? null, column: place?.column ?? null, message: what, hint, stopped }
  }
  const path = thrown instanceof ImpastoError ? thrown.path.join(' ') : ''
  const [, line = null, column = null] = /line (\d+), column (\d+)/.exec(path) ?? []
  return {
    line: line === null ? null : Number(line),
    column: column === null ? null : Number(column),
    message: thrown instanceof ImpastoError ? thrown.found : messageOf(thrown),
    hint: thrown instanceof ImpastoError ? thrown.remedy : null,
    stopped,
  }
}
