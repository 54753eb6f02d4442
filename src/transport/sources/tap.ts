// A hand taps along.
import type { Seconds } from '../../core/units'
import { TapTempo } from '../tap-tempo'
import type { TempoReading, TempoSourceRecord } from '../tempo-source'

/** Taps that do not lead are forgotten after this long, so that they don't come back much later. */
const FORGET: Seconds = 8
/** From so many taps on they are trusted wholly. */
const SURE = 4

const tap: TempoSourceRecord = {
  id: 'tap',
  label: 'Tap',
  help: 'The tempo of your taps, two at least.',
  priority: 30,
  takeOver: 'at once',
  create: ({ leads }) => {
    const taps = new TapTempo()
    const reading: TempoReading = { bpm: 0, beat: null, phase: 0, confidence: 1 }
    return {
      read(time) {
        if (taps.last !== null && !leads() && time - taps.last > FORGET) taps.forget()
        if (taps.bpm === 0) return null
        const beat = taps.beatAt(time)
        reading.bpm = taps.bpm
        reading.phase = beat - Math.floor(beat)
        reading.confidence = taps.count < SURE ? 0.5 : 1
        return reading
      },
      tap: (time) => taps.tap(time),
      dispose: () => undefined,
    }
  },
}
export default tap
