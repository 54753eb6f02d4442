// add: the light of two chains together.
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'add',
  kind: 'combine',
  doc: "Adds another chain's light.",
  example: 'osc(10, 0.1, 1).add(shape(4, 0.4), 0.8)',
  args: { amount: { default: 1, min: 0, max: 1, help: 'How much of it.' } },
  build: (c, d, { amount }) => c.add(d).mul(amount).add(c.mul(amount.oneMinus())),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Adds another chain's light. */
    add(chain: ChainArg, amount?: Arg): LiveChain
  }
}
