// g: the green channel alone.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'g',
  kind: 'color',
  doc: 'Green in all four channels.',
  example: 'osc(10, 0.1, 1).g(1, 0)',
  args: {
    scale: { default: 1, min: -2, max: 2, help: 'Times this.' },
    offset: { default: 0, min: -1, max: 1, help: 'And this added.' },
  },
  build: (c, { scale, offset }) => vec4(c.g.mul(scale).add(offset)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Green in all four channels. */
    g(scale?: Arg, offset?: Arg): LiveChain
  }
}
