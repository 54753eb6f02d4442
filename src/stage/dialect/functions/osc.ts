// osc: stripes of light that wander; the plainest source.
import { sin, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'osc',
  kind: 'src',
  doc: 'Stripes of light that wander; offset pulls red, green and blue apart.',
  example: 'osc(20, 0.1, 0.8)',
  args: {
    frequency: { default: 60, min: 0, max: 200, help: 'Radians across the stage: 2π for each stripe.' },
    sync: { default: 0.1, min: -2, max: 2, help: 'How fast they wander, stage widths a second.' },
    offset: { default: 0, min: 0, max: Math.PI, help: 'How far red and blue run ahead and behind, radians.' },
  },
  build: (st, { frequency, sync, offset }, { time }) => {
    const apart = offset.div(frequency)
    const x = st.x.add(time.mul(sync))
    const places = vec3(x.sub(apart), x, x.add(apart))
    return vec4(sin(places.mul(frequency)).mul(0.5).add(0.5), 1)
  },
})
