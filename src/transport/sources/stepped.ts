// Beats that a test or a render off line sets by hand.
import type { TempoReading, TempoSourceRecord } from '../tempo-source'

const stepped: TempoSourceRecord = {
  id: 'stepped',
  label: 'Stepped',
  help: 'Beats that are set one by one, for tests and renders.',
  // Nobody steps a clock that is to follow something else.
  priority: 60,
  takeOver: 'at once',
  follow: 'exact',
  create: ({ fixedTempo }) => {
    const reading: TempoReading = { bpm: 0, beat: null, phase: null, confidence: 1 }
    return {
      read: () => (reading.beat === null ? null : reading),
      step(beat, bpm) {
        reading.beat = beat
        reading.bpm = bpm ?? (reading.bpm || fixedTempo())
      },
      dispose: () => undefined,
    }
  },
}
export default stepped
