// shift: adds to the channels.
import { fract, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'shift',
  kind: 'color',
  doc: 'Adds to the channels; whole numbers add nothing.',
  example: 'osc(10, 0.1, 1).shift(0.3, 0.1)',
  args: {
    r: { default: 0.5, min: 0, max: 1, help: 'To red.' },
    g: { default: 0, min: 0, max: 1, help: 'To green.' },
    b: { default: 0, min: 0, max: 1, help: 'To blue.' },
    a: { default: 0, min: 0, max: 1, help: 'To alpha.' },
  },
  build: (c, { r, g, b, a }) => c.add(fract(vec4(r, g, b, a))),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Adds to the channels. */
    shift(r?: Arg, g?: Arg, b?: Arg, a?: Arg): LiveChain
  }
}
