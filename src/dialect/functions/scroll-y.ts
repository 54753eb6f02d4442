// scrollY: moves the picture up or down.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'scrollY',
  kind: 'coord',
  doc: 'Moves the picture up or down; what leaves comes in on the other side.',
  example: 'shape(3).scrollY(0.2, 0.1)',
  args: {
    scrollY: { default: 0.5, min: -1, max: 1, help: 'Upward, stage heights.' },
    speed: { default: 0, min: -1, max: 1, help: 'And on, heights a second.' },
  },
  build: (st, { scrollY, speed }, { time }) => fract(vec2(st.x, st.y.add(scrollY.add(time.mul(speed))))),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Moves the picture up or down. */
    scrollY(scrollY?: Arg, speed?: Arg): LiveChain
  }
}
