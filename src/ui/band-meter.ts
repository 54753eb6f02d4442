// The bands that live code hears, as bars on one small canvas: how loud each is, and over it what is left for the picture.
import type { BandReading } from '../contracts/sound'
import type { Unit01 } from '../core/units'
import { element } from './element'

const QUIET = 'rgb(255 255 255 / 22%)'
const LIGHT = '#EDEAE4'
/** Of a bar's width, what stays free beside it; none where bars are thinner than a few pixels. */
const GAP: Unit01 = 0.2
const THIN = 4

export interface BandMeter {
  readonly element: HTMLElement
  /** True while it shows something that moves. */
  readonly reads: boolean
  /** What it shows from now on; null: it is gone. */
  read(reading: BandReading | null): void
  /** Once a display frame. */
  frame(): void
}

export function createBandMeter(): BandMeter {
  const canvas = element('canvas', { attributes: { role: 'img', 'aria-label': 'Bands that the code hears' } })
  const root = element('div', { class: 'bands surface' }, [canvas])
  root.hidden = true
  const pen = canvas.getContext('2d')
  let shown: BandReading | null = null

  return {
    element: root,
    get reads() {
      return shown !== null
    },
    read(reading) {
      shown = reading
      root.hidden = reading === null
    },
    frame() {
      if (!shown || !pen) return
      const width = Math.round(canvas.clientWidth * devicePixelRatio)
      const height = Math.round(canvas.clientHeight * devicePixelRatio)
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      pen.clearRect(0, 0, width, height)
      drawBars(pen, shown.loud, QUIET)
      drawBars(pen, shown.fft, LIGHT)
    },
  }
}

function drawBars(pen: CanvasRenderingContext2D, values: readonly Unit01[], colour: string): void {
  const { width, height } = pen.canvas
  const step = width / values.length
  const bar = step < THIN ? step : step * (1 - GAP)
  pen.fillStyle = colour
  for (let i = 0; i < values.length; i++) {
    const top = height * (values[i] ?? 0)
    pen.fillRect(i * step, height - top, bar, top)
  }
}
