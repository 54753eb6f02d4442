// Falling through the painting: every frame is drawn into the one before, and the sound steers.
import { defineSketch } from '#engine'

export default defineSketch({
  title: 'Tunnel',
  about: 'A feedback tunnel of paint: bass pulls you in, mids turn it, high sounds shift its colours.',
  style: 'composition-vii',
  knobs: {
    speed: { kind: 'number', label: 'Speed', min: 0, max: 2, default: 0.7 },
    twist: { kind: 'number', label: 'Twist', min: -1, max: 1, default: 0.35 },
    trail: {
      kind: 'number',
      label: 'Trail',
      unit: 's',
      min: 0.05,
      max: 6,
      default: 1.1,
      curve: 'log',
      help: 'How long paint stays in the air.',
    },
    sides: {
      kind: 'number',
      label: 'Sides',
      min: 2,
      max: 12,
      step: 1,
      default: 6,
      help: 'How often the picture is folded.',
    },
  },
  setup({ painting, audio, knob, time }) {
    return {
      show: painting
        .kaleidoscope({ sides: () => Math.round(knob.sides()), angle: () => time() * 0.06 })
        .grade({ contrast: 1.15, saturation: 1.15 })
        .feedback({
          amount: 0.88,
          decay: knob.trail,
          zoom: () => 1 + knob.speed() * (0.35 + 2.2 * audio.bass()),
          rotate: () => knob.twist() * (0.3 + 1.2 * audio.mid()) * Math.sin(time() * 0.11 + 0.6),
          hue: () => 0.1 + 0.5 * audio.treble(),
        })
        .rgbSplit({ amount: () => 0.002 + 0.012 * audio.onset() })
        .bloom({ strength: () => 0.3 + 0.7 * audio.onset() })
        .vignette({ amount: 0.5 }),
    }
  },
})
