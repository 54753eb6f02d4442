// noise: clouds that change as they stand.
import { vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { simplex } from '../simplex'

export default defineFunction({
  name: 'noise',
  kind: 'src',
  doc: 'Soft clouds that change as they stand; from -1 to 1, so that half of it is black.',
  example: 'noise(4, 0.3)',
  args: {
    scale: { default: 10, min: 0, max: 50, help: 'How many clouds fit across the stage.' },
    offset: { default: 0.1, min: 0, max: 2, help: 'How fast they change.' },
  },
  build: (st, { scale, offset }, { time }) => vec4(vec3(simplex(vec3(st.mul(scale), offset.mul(time)))), 1),
})
