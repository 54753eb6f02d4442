// The beat of the music that is heard.
import type { TempoReading, TempoSourceRecord } from '../tempo-source'

const heard: TempoSourceRecord = {
  id: 'heard',
  label: 'Heard',
  help: 'The beat of the music, as the analysis hears it.',
  priority: 20,
  create: ({ hear }) => {
    const reading: TempoReading = { bpm: 0, beat: null, phase: 0, confidence: 1 }
    return {
      read() {
        const { tempo, phase } = hear()
        if (!(tempo > 0)) return null
        reading.bpm = tempo
        reading.phase = phase
        return reading
      },
      dispose: () => undefined,
    }
  },
}
export default heard
