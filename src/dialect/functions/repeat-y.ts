// repeatY: the picture one below the other.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { odd } from '../shapes'

export default defineFunction({
  name: 'repeatY',
  kind: 'coord',
  doc: 'Puts the picture one below the other; every second one may be shifted to the side.',
  example: 'shape(3).repeatY(5, 0.2)',
  args: {
    reps: { default: 3, min: 1, max: 30, help: 'How many.' },
    offset: { default: 0, min: 0, max: 1, help: 'How far every second one is shifted.' },
  },
  build: (st, { reps, offset }) => {
    const y = st.y.mul(reps)
    return fract(vec2(st.x.add(odd(y).mul(offset)), y))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Puts the picture one below the other. */
    repeatY(reps?: Arg, offset?: Arg): LiveChain
  }
}
