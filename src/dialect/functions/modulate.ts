// modulate: another chain pushes this one about.
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'modulate',
  kind: 'combineCoord',
  doc: 'Red of the other one pushes this one to the left, green pushes it up.',
  example: 'osc(20, 0.1, 1).modulate(noise(3), 0.2)',
  args: { amount: { default: 0.1, min: -1, max: 1, help: 'How far.' } },
  build: (st, d, { amount }) => st.add(d.rg.mul(amount)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Red of the other one pushes this one to the left, green pushes it up. */
    modulate(chain: ChainArg, amount?: Arg): LiveChain
  }
}
