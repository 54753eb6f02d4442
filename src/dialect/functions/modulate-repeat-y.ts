// modulateRepeatY: the picture one below the other, pushed by another chain.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { odd } from '../shapes'

export default defineFunction({
  name: 'modulateRepeatY',
  kind: 'combineCoord',
  doc: 'Puts the picture one below the other; red of the other one pushes it to the left.',
  example: 'shape(4).modulateRepeatY(osc(10), 5, 0.5)',
  args: {
    reps: { default: 3, min: 1, max: 30, help: 'How many.' },
    offset: { default: 0.5, min: 0, max: 1, help: 'How far red pushes.' },
  },
  build: (st, d, { reps, offset }) => {
    const y = st.y.mul(reps)
    return fract(vec2(st.x.add(odd(y).add(d.r.mul(offset))), y))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Puts the picture one below the other; red of the other one pushes it to the left. */
    modulateRepeatY(chain: ChainArg, reps?: Arg, offset?: Arg): LiveChain
  }
}
