// Six meters of what is heard, on one small canvas: four levels with their peaks, the onset, and the beat as a hand that goes round the bar.
import type { AudioFeatures } from '../contracts/sound'
import { follow } from '../core/signal'
import type { Pixels, Seconds } from '../core/units'
import { element } from './element'

const LEVELS = ['level', 'bass', 'mid', 'treble', 'onset'] as const
const NAMES = ['Level', 'Bass', 'Mid', 'Treble', 'Onset', 'Beat'] as const
const ROW: Pixels = 20
const BAR: Pixels = 4
/** Time constants of what is drawn; the features are smooth already, this only rounds off the display's steps. */
const RISE: Seconds = 0.015
const FALL: Seconds = 0.12
const PEAK_FALL: Seconds = 1.2

const GROUND = 'rgb(255 255 255 / 10%)'
const LIGHT = '#EDEAE4'
const ACCENT = '#FF6A3D'

export interface Meters {
  readonly element: HTMLElement
  /** Once a display frame while it is seen. */
  frame(dt: Seconds, audio: AudioFeatures): void
}

export function createMeters(): Meters {
  const canvas = element('canvas', { attributes: { role: 'img', 'aria-label': 'Levels of what is heard' } })
  const names = element(
    'div',
    { class: 'names', attributes: { 'aria-hidden': 'true' } },
    NAMES.map((name) => element('span', { text: name })),
  )
  const root = element('div', { class: 'meters' }, [names, canvas])
  const pen = canvas.getContext('2d')
  const shown = new Float64Array(LEVELS.length)
  const peaks = new Float64Array(LEVELS.length)
  const fall = { attack: RISE, release: FALL }
  const sink = { attack: 0, release: PEAK_FALL }

  return {
    element: root,
    frame(dt, audio) {
      if (!pen) return
      const scale = devicePixelRatio
      const width = canvas.clientWidth
      const height = ROW * NAMES.length
      fitCanvas(canvas, Math.round(width * scale), Math.round(height * scale))
      pen.setTransform(scale, 0, 0, scale, 0, 0)
      pen.clearRect(0, 0, width, height)
      for (let i = 0; i < LEVELS.length; i++) {
        const name = LEVELS[i] ?? 'level'
        const value = follow(shown[i] ?? 0, audio[name], dt, fall)
        const peak = Math.max(value, follow(peaks[i] ?? 0, value, dt, sink))
        shown[i] = value
        peaks[i] = peak
        const y = i * ROW + (ROW - BAR) / 2
        pen.fillStyle = GROUND
        pen.fillRect(0, y, width, BAR)
        pen.fillStyle = name === 'onset' ? ACCENT : LIGHT
        pen.fillRect(0, y, width * value, BAR)
        if (name !== 'onset' && peak > 0.02) pen.fillRect(Math.min(width - 1, width * peak), y - 2, 1, BAR + 4)
      }
      drawBeat(pen, audio, width)
    },
  }
}

/** The beat's place: four quarter marks, a hand at the phase, lit on the beat. Nothing while no tempo is known. */
function drawBeat(pen: CanvasRenderingContext2D, audio: AudioFeatures, width: Pixels): void {
  const y = LEVELS.length * ROW + (ROW - BAR) / 2
  pen.fillStyle = GROUND
  pen.fillRect(0, y, width, BAR)
  if (audio.tempo <= 0) return
  for (let quarter = 1; quarter < 4; quarter++) pen.fillRect((width * quarter) / 4, y - 2, 1, BAR + 4)
  pen.fillStyle = LIGHT
  pen.fillRect(audio.phase * (width - 3), y - 3, 3, BAR + 6)
  pen.fillStyle = ACCENT
  pen.globalAlpha = audio.beat
  pen.fillRect(0, y, 12, BAR)
  pen.globalAlpha = 1
}

function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}
