// What is drawn where a photo has not come yet: a slowly moving dawn, so that the stage is never black.
import type { Pixels, Seconds } from '../core/units'

interface Glow {
  readonly colour: string
  readonly x: number
  readonly y: number
  /** Radians a second. */
  readonly speed: number
  readonly radius: number
}

const GLOWS: readonly Glow[] = [
  { colour: '255 106 61', x: 0.3, y: 0.75, speed: 0.21, radius: 0.7 },
  { colour: '246 190 92', x: 0.68, y: 0.82, speed: -0.17, radius: 0.55 },
  { colour: '58 92 168', x: 0.75, y: 0.22, speed: 0.13, radius: 0.8 },
  { colour: '138 62 120', x: 0.2, y: 0.2, speed: -0.11, radius: 0.6 },
]

/** A pure function of `time`. */
export function drawDawn(pen: OffscreenCanvasRenderingContext2D, width: Pixels, height: Pixels, time: Seconds): void {
  pen.fillStyle = '#1c2340'
  pen.fillRect(0, 0, width, height)
  for (const { colour, x, y, speed, radius } of GLOWS) {
    const cx = (x + 0.12 * Math.cos(time * speed * 3)) * width
    const cy = (y + 0.12 * Math.sin(time * speed * 4)) * height
    const glow = pen.createRadialGradient(cx, cy, 0, cx, cy, radius * width)
    glow.addColorStop(0, `rgb(${colour} / 0.9)`)
    glow.addColorStop(1, `rgb(${colour} / 0)`)
    pen.fillStyle = glow
    pen.fillRect(0, 0, width, height)
  }
}
