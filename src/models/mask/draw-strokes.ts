// Strokes of a hand as a mask: discs along each stroke, soft at the rim, later ones over earlier ones.
import type { MaskDrawing } from '../../contracts/style'
import type { Stroke } from '../../contracts/mask-strokes'
import type { Pixels } from '../../core/units'

const WIDTH: Pixels = 256
/** Of a stroke's radius, how much is rim. */
const RIM = 0.5

/** @param aspect the picture's width by its height */
export function drawStrokes(strokes: readonly Stroke[], aspect: number, version: number): MaskDrawing | null {
  if (strokes.length === 0) return null
  const height = Math.max(1, Math.round(WIDTH / aspect))
  const data = new Uint8Array(WIDTH * height)
  for (const { erases, size, points } of strokes) {
    const radius = Math.max(1, (size * height) / 2)
    for (let i = 0; i + 1 < points.length; i += 2) {
      const from = Math.max(0, i - 2)
      const line = [points[from], points[from + 1], points[i], points[i + 1]].map(
        (p, at) => (p ?? 0) * (at % 2 === 0 ? WIDTH : height),
      )
      paintLine(data, height, line, radius, erases)
    }
  }
  return { width: WIDTH, height, data, version }
}

function paintLine(data: Uint8Array, height: Pixels, line: readonly number[], radius: number, erases: boolean): void {
  const [ax = 0, ay = 0, bx = 0, by = 0] = line
  const [dx, dy] = [bx - ax, by - ay]
  const long = dx * dx + dy * dy
  const first = (a: number, b: number): number => Math.max(0, Math.floor(Math.min(a, b) - radius))
  const last = (a: number, b: number, side: number): number => Math.min(side - 1, Math.ceil(Math.max(a, b) + radius))
  for (let y = first(ay, by); y <= last(ay, by, height); y++) {
    for (let x = first(ax, bx); x <= last(ax, bx, WIDTH); x++) {
      const [px, py] = [x + 0.5 - ax, y + 0.5 - ay]
      const t = long > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / long)) : 0
      const away = Math.hypot(px - t * dx, py - t * dy)
      const ink = Math.round(Math.min(1, Math.max(0, (radius - away) / (radius * RIM))) * 255)
      const at = y * WIDTH + x
      const now = data[at] ?? 0
      data[at] = erases ? Math.min(now, 255 - ink) : Math.max(now, ink)
    }
  }
}
