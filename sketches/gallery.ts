// For the wall: every style there is, one after the other, so slowly that nobody sees it change.
import { defineSketch } from '#engine'

export default defineSketch({
  title: 'Gallery',
  about: 'A slow drift through all styles of the bank, made to be left alone for a day.',
  knobs: {
    stay: {
      kind: 'number',
      label: 'Stay',
      unit: 's',
      min: 4,
      max: 300,
      default: 24,
      curve: 'log',
      help: 'How long a style is on the wall.',
    },
    drift: { kind: 'number', label: 'Drift', min: 0, max: 0.3, default: 0.1, help: 'How far the frame wanders.' },
    listen: {
      kind: 'number',
      label: 'Listens',
      min: 0,
      max: 1,
      default: 0.3,
      help: 'How much the sound is allowed to be seen.',
    },
  },
  setup({ painting, audio, knob, time, styles, setStyle }) {
    let since = 0
    let next = 0
    return {
      show: painting
        .zoom({
          amount: () => 1.05 + knob.drift() * (0.5 + 0.5 * Math.sin(time() * 0.047)),
          x: () => 0.5 + 0.6 * knob.drift() * Math.sin(time() * 0.031),
          y: () => 0.5 + 0.6 * knob.drift() * Math.sin(time() * 0.041 + 1),
        })
        .grade({
          exposure: () => 0.08 * knob.listen() * audio.level(),
          saturation: () => 1 + 0.3 * knob.listen() * audio.mid(),
        })
        .bloom({ strength: () => 0.15 + 0.5 * knob.listen() * audio.bass() })
        .vignette({ amount: 0.55 }),
      frame({ dt }) {
        since -= dt
        if (since > 0 || styles.length === 0) return
        since = knob.stay()
        const style = styles[next % styles.length]
        next += 1
        // The glide takes most of the stay: there is always one picture becoming another.
        if (style) setStyle(style.id, { seconds: next === 1 ? 0 : knob.stay() * 0.7 })
      },
    }
  },
})
