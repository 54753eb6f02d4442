// solid: one colour all over.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'solid',
  kind: 'src',
  doc: 'One colour all over.',
  example: 'solid(1, 0.4, 0.2)',
  args: {
    r: { default: 0, min: 0, max: 1, help: 'Red.' },
    g: { default: 0, min: 0, max: 1, help: 'Green.' },
    b: { default: 0, min: 0, max: 1, help: 'Blue.' },
    a: { default: 1, min: 0, max: 1, help: 'How much it covers what it is laid on.' },
  },
  build: (_, { r, g, b, a }) => vec4(r, g, b, a),
})
