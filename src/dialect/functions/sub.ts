// sub: the light of one chain without that of another.
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'sub',
  kind: 'combine',
  doc: "Takes another chain's light away.",
  example: 'osc(10, 0.1, 1).sub(shape(4, 0.4), 0.8)',
  args: { amount: { default: 1, min: 0, max: 1, help: 'How much of it.' } },
  build: (c, d, { amount }) => c.sub(d).mul(amount).add(c.mul(amount.oneMinus())),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Takes another chain's light away. */
    sub(chain: ChainArg, amount?: Arg): LiveChain
  }
}
