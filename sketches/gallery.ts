// For the wall: every style there is, one after the other, so slowly that nobody sees it change, lit like thick paint.
import { defineSketch, luma, three, tsl } from '#engine'

const { max, normalize, pow, uniform, vec2, vec3, vec4 } = tsl

export default defineSketch({
  title: 'Gallery',
  about:
    'A slow drift through all styles of the bank, under a lamp that walks along the wall; made to be left alone for a day.',
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
    relief: { kind: 'number', label: 'Relief', min: 0, max: 2, default: 0.8, help: 'How thick the paint looks.' },
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
  setup({ painting, audio, knob, time, styles, setStyle, random }) {
    const lamp = uniform(new three.Vector2(0.3, -0.2))
    const relief = uniform(1)
    let left = 0
    let next = Math.floor(random() * Math.max(1, styles.length))
    let first = true
    return {
      show: painting
        .zoom({
          amount: () => 1.05 + knob.drift() * (0.5 + 0.5 * Math.sin(time() * 0.047)),
          x: () => 0.5 + 0.6 * knob.drift() * Math.sin(time() * 0.031),
          y: () => 0.5 + 0.6 * knob.drift() * Math.sin(time() * 0.041 + 1),
        })
        .through((paint) => (st) => {
          // The paint's brightness is taken for its thickness; what slopes toward the lamp shines.
          const step = 0.004
          const colour = paint(st)
          const east = luma(paint(st.add(vec2(step, 0))).rgb).sub(luma(paint(st.sub(vec2(step, 0))).rgb))
          const south = luma(paint(st.add(vec2(0, step))).rgb).sub(luma(paint(st.sub(vec2(0, step))).rgb))
          const normal = normalize(vec3(east.negate().mul(relief), south.negate().mul(relief), 0.6))
          const toLamp = normalize(vec3(lamp.sub(st), 0.55))
          const light = max(normal.dot(toLamp), 0)
          const shine = pow(max(normal.dot(normalize(toLamp.add(vec3(0, 0, 1)))), 0), 40).mul(0.22)
          return vec4(colour.rgb.mul(light.mul(0.75).add(0.42)).add(shine.mul(relief)), 1)
        })
        .grade({
          exposure: () => 0.2 * knob.listen() * audio.level(),
          saturation: () => 1.05 + 0.3 * knob.listen() * audio.mid(),
        })
        .bloom({ strength: () => 0.12 + 0.4 * knob.listen() * audio.bass() })
        .vignette({ amount: 0.5 }),
      frame({ dt }) {
        relief.value = knob.relief()
        lamp.value.set(0.5 + 0.5 * Math.sin(time() * 0.09), 0.15 + 0.25 * Math.sin(time() * 0.063))
        left -= dt
        if (left > 0 || styles.length === 0) return
        left = knob.stay()
        const style = styles[next % styles.length]
        next += 1
        // The glide takes most of the stay: there is always one picture becoming another.
        if (style) setStyle(style.id, { seconds: first ? 0 : knob.stay() * 0.7 })
        first = false
      },
    }
  },
})
