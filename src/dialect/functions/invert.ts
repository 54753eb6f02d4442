// invert: light becomes dark.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'invert',
  kind: 'color',
  doc: 'Exchanges light and dark.',
  example: 'osc(10, 0.1, 1).invert(1)',
  args: { amount: { default: 1, min: 0, max: 1, help: 'How much of it.' } },
  build: (c, { amount }) => vec4(c.rgb.oneMinus().mul(amount).add(c.rgb.mul(amount.oneMinus())), c.a),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Exchanges light and dark. */
    invert(amount?: Arg): LiveChain
  }
}
