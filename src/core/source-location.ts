// Where in somebody's code something broke: line and column, read from an error's stack.

export interface SourcePlace {
  /** 1-based. */
  readonly line: number
  /** 1-based. */
  readonly column: number
}

/** A place in the code of `url` as it was served → the place in the file as written; null when it cannot be known (built pages). */
export type FindPlace = (url: string, served: SourcePlace) => Promise<SourcePlace | null>

/** The topmost frame of `stack` whose file name contains `file`; null when the stack does not pass through it. */
export function placeInStack(stack: string | undefined, file: string): SourcePlace | null {
  for (const row of (stack ?? '').split('\n')) {
    const at = row.indexOf(file)
    if (at < 0) continue
    const match = /^[^\s()]*:(\d+):(\d+)\)?\s*$/.exec(row.slice(at))
    if (match) return { line: Number(match[1]), column: Number(match[2]) }
  }
  return null
}
