// repeatX: the picture side by side.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { odd } from '../shapes'

export default defineFunction({
  name: 'repeatX',
  kind: 'coord',
  doc: 'Puts the picture side by side; every second one may be shifted down.',
  example: 'shape(3).repeatX(5, 0.2)',
  args: {
    reps: { default: 3, min: 1, max: 30, help: 'How many.' },
    offset: { default: 0, min: 0, max: 1, help: 'How far every second one is shifted.' },
  },
  build: (st, { reps, offset }) => {
    const x = st.x.mul(reps)
    return fract(vec2(x, st.y.add(odd(x).mul(offset))))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Puts the picture side by side. */
    repeatX(reps?: Arg, offset?: Arg): LiveChain
  }
}
