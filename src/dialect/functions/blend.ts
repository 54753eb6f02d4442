// blend: somewhere between two chains.
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'blend',
  kind: 'combine',
  doc: 'Somewhere between the two.',
  example: 'osc(10, 0.1, 1).blend(noise(3), 0.5)',
  args: { amount: { default: 0.5, min: 0, max: 1, help: '0: this one, 1: the other one.' } },
  build: (c, d, { amount }) => c.mul(amount.oneMinus()).add(d.mul(amount)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Somewhere between the two. */
    blend(chain: ChainArg, amount?: Arg): LiveChain
  }
}
