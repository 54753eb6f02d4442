// scrollX: moves the picture to the side.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'scrollX',
  kind: 'coord',
  doc: 'Moves the picture to the side; what leaves comes in on the other side.',
  example: 'shape(3).scrollX(0.2, 0.1)',
  args: {
    scrollX: { default: 0.5, min: -1, max: 1, help: 'To the left, stage widths.' },
    speed: { default: 0, min: -1, max: 1, help: 'And on, widths a second.' },
  },
  build: (st, { scrollX, speed }, { time }) => fract(vec2(st.x.add(scrollX.add(time.mul(speed))), st.y)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Moves the picture to the side. */
    scrollX(scrollX?: Arg, speed?: Arg): LiveChain
  }
}
