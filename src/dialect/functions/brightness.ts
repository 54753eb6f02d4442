// brightness: more light, or less.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'brightness',
  kind: 'color',
  doc: 'Adds light, or takes it away.',
  example: 'osc(10).brightness(0.3)',
  args: { amount: { default: 0.4, min: -1, max: 1, help: 'How much.' } },
  build: (c, { amount }) => vec4(c.rgb.add(amount), c.a),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Adds light, or takes it away. */
    brightness(amount?: Arg): LiveChain
  }
}
