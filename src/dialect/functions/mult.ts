// mult: one chain seen through the other.
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'mult',
  kind: 'combine',
  doc: 'Multiplies the two, as one slide laid on the other.',
  example: 'osc(10, 0.1, 1).mult(shape(4, 0.4))',
  args: { amount: { default: 1, min: 0, max: 1, help: 'How much of it.' } },
  build: (c, d, { amount }) => c.mul(amount.oneMinus()).add(c.mul(d).mul(amount)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Multiplies the two, as one slide laid on the other. */
    mult(chain: ChainArg, amount?: Arg): LiveChain
  }
}
