// Which part of the text an evaluation means: the block around the cursor, the statement on its line, or all.

export interface TextRange {
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/**
 * The block at `pos`: lines without an empty one between them, widened to whole statements, so that an empty line inside
 * a function does not cut it. On empty lines: the block above, else the one below. Null when there is nothing but space.
 * @param statements the text's outermost statements that parse, in order
 */
export function blockAt(text: string, pos: number, statements: readonly TextRange[]): TextRange | null {
  const inside = statements.find((s) => s.from <= pos && pos <= s.to)
  const start = inside ? inside.from : nearestText(text, pos)
  if (start === null) return null
  let { from, to } = paragraphAt(text, start)
  for (let length = 0; length !== to - from;) {
    length = to - from
    for (const statement of statements) {
      if (statement.to <= from || statement.from >= to) continue
      from = Math.min(from, paragraphAt(text, statement.from).from)
      to = Math.max(to, paragraphAt(text, statement.to).to)
    }
  }
  return { from, to }
}

/** What the cursor's line says: the statements that touch it, whole, or the line itself where nothing parses. Null on an empty line. */
export function statementAt(text: string, pos: number, statements: readonly TextRange[]): TextRange | null {
  const line = { from: lineStart(text, pos), to: lineEnd(text, pos) }
  const touching = statements.filter((s) => s.from < line.to && s.to > line.from)
  const [first] = touching
  const last = touching.at(-1)
  if (first && last) return { from: first.from, to: last.to }
  return text.slice(line.from, line.to).trim() === '' ? null : line
}

/** `range` of `text` alone, on the lines and columns where it stands, so that mistakes are placed as they are seen. */
export function inItsPlace(text: string, { from, to }: TextRange): string {
  const before = text.slice(0, from)
  const column = from - lineStart(text, from)
  return '\n'.repeat(before.split('\n').length - 1) + ' '.repeat(column) + text.slice(from, to)
}

function paragraphAt(text: string, pos: number): TextRange {
  let from = lineStart(text, pos)
  let to = lineEnd(text, pos)
  while (from > 0) {
    const above = lineStart(text, from - 1)
    if (text.slice(above, from).trim() === '') break
    from = above
  }
  while (to < text.length) {
    const below = lineEnd(text, to + 1)
    if (text.slice(to, below).trim() === '') break
    to = below
  }
  return { from, to }
}

/** A place on the nearest line with something on it: this one, else upward, else downward. */
function nearestText(text: string, pos: number): number | null {
  for (let at = lineStart(text, pos); ; at = lineStart(text, at - 1)) {
    if (text.slice(at, lineEnd(text, at)).trim() !== '') return at
    if (at === 0) break
  }
  const below = text.slice(pos).search(/\S/)
  return below < 0 ? null : pos + below
}

function lineStart(text: string, pos: number): number {
  return pos <= 0 ? 0 : text.lastIndexOf('\n', pos - 1) + 1
}

function lineEnd(text: string, pos: number): number {
  const end = text.indexOf('\n', pos)
  return end < 0 ? text.length : end
}
