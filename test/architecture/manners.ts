// What every source file keeps to: a first line that says what it is for, a short name and body, one clock, seeded dice.
import { posix } from 'node:path'
import type { Source } from './read-source'

export const LONGEST = 350

interface Rule {
  readonly call: string
  readonly instead: string
  /** Files that may, each with the reason. */
  readonly except: Readonly<Record<string, string>>
}

export const RULES: readonly Rule[] = [
  {
    call: 'performance.now',
    instead: 'Read the clock that create-engine.ts hands out (core/clock.ts), so that a test can step it.',
    except: { 'src/core/clock.ts': 'it is the clock' },
  },
  {
    call: 'Date.now',
    instead: 'Read the clock that create-engine.ts hands out (core/clock.ts): the time of day may jump.',
    except: {
      'src/server/sketches-plugin.ts': "makes a file's address new for the browser; nothing is timed by it",
    },
  },
  {
    call: 'Math.random',
    instead: 'Use seededRandom (core/random.ts), so that a run can be repeated.',
    except: {},
  },
]

/** Every breach as a sentence that begins with the file. */
export function breaches(source: Source, rules: readonly Rule[] = RULES): string[] {
  const found: string[] = []
  const tell = (line: number | null, text: string): number =>
    found.push(`${source.path}${line === null ? '' : `:${line}`} ${text}`)
  const name = posix.basename(source.path)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(name)) tell(null, `is not named in kebab-case.`)
  if (!source.text.startsWith('//')) tell(1, 'does not begin with a // comment that says what the file is for.')
  const lines = source.text.trimEnd().split('\n').length
  if (lines > LONGEST) tell(null, `has ${lines} lines: more than ${LONGEST} are more than one idea. Split it.`)
  for (const comment of source.comments) {
    const silencer = /(@ts-(ignore|expect-error|nocheck)|(oxlint|eslint)-disable\S*)/.exec(comment.text)
    if (silencer)
      tell(comment.line, `silences a check (${silencer[0]}). Mend what it says, or change the rule for everybody.`)
  }
  if (source.path.endsWith('.test.ts')) return found
  for (const rule of rules) {
    if (rule.except[source.path] !== undefined) continue
    for (const call of source.calls)
      if (call.name === rule.call) tell(call.line, `calls ${rule.call}(). ${rule.instead}`)
  }
  return found
}

/** Exceptions that no file needs any more. */
export function idleExceptions(sources: readonly Source[], rules: readonly Rule[] = RULES): string[] {
  return rules.flatMap((rule) =>
    Object.keys(rule.except)
      .filter((path) => !sources.some((s) => s.path === path && s.calls.some((call) => call.name === rule.call)))
      .map(
        (path) =>
          `${path} needs no exception for ${rule.call}() any more: take it off the list in test/architecture/manners.ts.`,
      ),
  )
}
