// Numbers in code as things to turn: where one stands, how far one step goes, and how it is written afterwards.

export interface NumberInText {
  readonly from: number
  readonly to: number
  /** As written: '-0.50', '12', '.5'. */
  readonly written: string
}

/** 'fine' is a tenth of a step, 'coarse' ten. */
export type Pace = 'fine' | 'plain' | 'coarse'

/** The decimal number of `line` that `column` touches, with its sign; null when there is none, or it is part of a name, or written in another way. */
export function numberAt(line: string, column: number): NumberInText | null {
  for (const match of line.matchAll(/(?<![\w$.])(?:\d+\.?\d*|\.\d+)(?![\w$.])/g)) {
    let from = match.index
    const to = from + match[0].length
    // A minus that has nothing to be taken from is the number's own.
    if (line[from - 1] === '-' && /(^|[(,[=:?*/+<>&|!{;]|=>|return)\s*$/.test(line.slice(0, from - 1))) from--
    if (column >= from && column <= to) return { from, to, written: line.slice(from, to) }
  }
  return null
}

/** How far one step goes: one of the last place that is written. */
export function stepOf(written: string, pace: Pace): number {
  return 10 ** (exponentOf(pace) - decimalsOf(written))
}

/** `written`, `steps` steps further, with as many decimals as it had, or one more for a fine step. */
export function turned(written: string, steps: number, pace: Pace): string {
  const decimals = decimalsOf(written) + (pace === 'fine' ? 1 : 0)
  const value = Number(written) + steps * stepOf(written, pace)
  const text = value.toFixed(Math.min(decimals, 20))
  return Number(text) === 0 ? text.replace('-', '') : text
}

function decimalsOf(written: string): number {
  const point = written.indexOf('.')
  return point < 0 ? 0 : written.length - point - 1
}

function exponentOf(pace: Pace): number {
  return pace === 'fine' ? -1 : pace === 'coarse' ? 1 : 0
}
