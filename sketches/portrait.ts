// The face in the frame: the painting fills the stage, breathes with the bass and lights its own contours on the treble.
import { defineSketch } from '#engine'

export default defineSketch({
  title: 'Portrait',
  about: 'Whoever sits before the camera, painted over the whole stage; contours light up with the high sounds.',
  style: 'starry-night',
  knobs: {
    contour: {
      kind: 'number',
      label: 'Contours',
      min: 0,
      max: 2,
      default: 0.35,
      help: 'How strongly the high sounds draw the edges.',
    },
    breath: {
      kind: 'number',
      label: 'Breath',
      min: 0,
      max: 0.2,
      default: 0.05,
      help: 'How far the bass moves the frame.',
    },
    light: { kind: 'number', label: 'Light', min: 0, max: 1.5, default: 0.45, help: 'The glow of bright paint.' },
  },
  setup({ painting, audio, knob }) {
    return {
      show: painting
        .zoom({ amount: () => 1.02 + knob.breath() * audio.bass() })
        .edgeGlow({ amount: () => knob.contour() * (0.15 + 0.85 * audio.treble()), picture: 1 })
        .bloom({ strength: () => knob.light() * (0.5 + 0.5 * audio.level()) })
        .grade({ contrast: 1.06, saturation: () => 1.05 + 0.25 * audio.mid() })
        .vignette({ amount: 0.45 }),
    }
  },
})
