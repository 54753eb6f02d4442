// fbm: noise with ever finer noise in it, as clouds and stone have.
import { float, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import type { FloatNode } from '../../stage/sampler'
import { simplex } from '../simplex'

/** Each half as large and half as strong as the one before. */
const LAYERS = [1, 2, 4, 8] as const

export default defineFunction({
  name: 'fbm',
  kind: 'src',
  doc: 'Noise with ever finer noise in it, as clouds and stone have; from 0 to 1.',
  example: 'fbm(3, 0.2)',
  args: {
    scale: { default: 3, min: 0, max: 20, help: 'How many clouds fit across the stage.' },
    speed: { default: 0.1, min: 0, max: 2, help: 'How fast they change.' },
  },
  build: (st, { scale, speed }, { time }) => {
    const z = time.mul(speed)
    const layers = LAYERS.map((fine) => simplex(vec3(st.mul(scale).mul(fine), z.mul(fine))).div(2 * fine))
    const sum = layers.reduce<FloatNode>((all, layer) => all.add(layer), float(0.5))
    return vec4(vec3(sum.clamp(0, 1)), 1)
  },
})
