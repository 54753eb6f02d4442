// a: the alpha channel alone.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'a',
  kind: 'color',
  doc: 'Alpha in all four channels.',
  example: 'osc(10, 0.1, 1).a(1, 0)',
  args: {
    scale: { default: 1, min: -2, max: 2, help: 'Times this.' },
    offset: { default: 0, min: -1, max: 1, help: 'And this added.' },
  },
  build: (c, { scale, offset }) => vec4(c.a.mul(scale).add(offset)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Alpha in all four channels. */
    a(scale?: Arg, offset?: Arg): LiveChain
  }
}
