// A drawn mask as strokes, and as the line of text that a parameter holds: so it is kept, undone and handed on like any other value.
//
//   d12 103,250 110,262 118,270;e30 500,500
//   draw (d) or erase (e), how wide in thousandths of the height, then points in thousandths of width and height

export interface Stroke {
  readonly erases: boolean
  /** Of the picture's height. */
  readonly size: number
  /** x and y in turn, 0..1 from the picture's left and top. */
  readonly points: readonly number[]
}

/** What of the text can be read; the rest is left out. */
export function readStrokes(text: string): Stroke[] {
  return text.split(';').flatMap((part) => {
    const [head = '', ...places] = part.trim().split(' ')
    const [, kind, size] = /^([de])(\d{1,4})$/.exec(head) ?? []
    const points = places.flatMap((place) => place.split(',').map((number) => Number(number) / 1000))
    if (kind === undefined || points.length < 2 || points.length % 2 > 0 || !points.every(Number.isFinite)) return []
    return [{ erases: kind === 'e', size: Number(size) / 1000, points }]
  })
}

export function writeStrokes(strokes: readonly Stroke[]): string {
  const thousandths = (x: number): number => Math.round(x * 1000)
  return strokes
    .map(({ erases, size, points }) => {
      const places: string[] = []
      for (let i = 0; i + 1 < points.length; i += 2) {
        places.push(`${thousandths(points[i] ?? 0)},${thousandths(points[i + 1] ?? 0)}`)
      }
      return `${erases ? 'e' : 'd'}${thousandths(size)} ${places.join(' ')}`
    })
    .join(';')
}
