// modulateRepeatX: the picture side by side, pushed by another chain.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { odd } from '../shapes'

export default defineFunction({
  name: 'modulateRepeatX',
  kind: 'combineCoord',
  doc: 'Puts the picture side by side; red of the other one pushes it up.',
  example: 'shape(4).modulateRepeatX(osc(10), 5, 0.5)',
  args: {
    reps: { default: 3, min: 1, max: 30, help: 'How many.' },
    offset: { default: 0.5, min: 0, max: 1, help: 'How far red pushes.' },
  },
  build: (st, d, { reps, offset }) => {
    const x = st.x.mul(reps)
    return fract(vec2(x, st.y.add(odd(x).add(d.r.mul(offset)))))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Puts the picture side by side; red of the other one pushes it up. */
    modulateRepeatX(chain: ChainArg, reps?: Arg, offset?: Arg): LiveChain
  }
}
