// warp: the picture flows, as if painted on water.
import { vec2, vec3 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { simplex } from '../simplex'

export default defineFunction({
  name: 'warp',
  kind: 'coord',
  doc: 'Lets the picture flow, as if painted on water.',
  example: 'osc(20, 0.1, 1).warp(3, 0.1, 0.2)',
  args: {
    scale: { default: 3, min: 0, max: 20, help: 'How many waves fit across the stage.' },
    amount: { default: 0.05, min: 0, max: 0.5, help: 'How far they carry.' },
    speed: { default: 0.1, min: 0, max: 2, help: 'How fast they change.' },
  },
  build: (st, { scale, amount, speed }, { time }) => {
    const p = st.mul(scale)
    const z = time.mul(speed)
    const flow = vec2(simplex(vec3(p, z)), simplex(vec3(p.add(17.3), z)))
    return st.add(flow.mul(amount))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Lets the picture flow, as if painted on water. */
    warp(scale?: Arg, amount?: Arg, speed?: Arg): LiveChain
  }
}
