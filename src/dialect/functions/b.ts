// b: the blue channel alone.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'b',
  kind: 'color',
  doc: 'Blue in all four channels.',
  example: 'osc(10, 0.1, 1).b(1, 0)',
  args: {
    scale: { default: 1, min: -2, max: 2, help: 'Times this.' },
    offset: { default: 0, min: -1, max: 1, help: 'And this added.' },
  },
  build: (c, { scale, offset }) => vec4(c.b.mul(scale).add(offset)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Blue in all four channels. */
    b(scale?: Arg, offset?: Arg): LiveChain
  }
}
