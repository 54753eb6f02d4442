// A tempo that was set, and no music: the clock runs by itself.
import type { TempoReading, TempoSourceRecord } from '../tempo-source'

const internal: TempoSourceRecord = {
  id: 'internal',
  label: 'Internal',
  help: 'The tempo that was set by hand.',
  priority: 10,
  follow: 'exact',
  create: ({ fixedTempo }) => {
    const reading: TempoReading = { bpm: 0, beat: null, phase: null, confidence: 1 }
    return {
      read() {
        reading.bpm = fixedTempo()
        return reading
      },
      dispose: () => undefined,
    }
  },
}
export default internal
