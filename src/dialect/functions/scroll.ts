// scroll: moves the picture; what leaves on one side comes in on the other.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'scroll',
  kind: 'coord',
  doc: 'Moves the picture; what leaves on one side comes in on the other.',
  example: 'shape(3).scroll(0.2, 0.1, 0.1, 0)',
  args: {
    scrollX: { default: 0.5, min: -1, max: 1, help: 'To the left, stage widths.' },
    scrollY: { default: 0.5, min: -1, max: 1, help: 'Upward, stage heights.' },
    speedX: { default: 0, min: -1, max: 1, help: 'And on, widths a second.' },
    speedY: { default: 0, min: -1, max: 1, help: 'And on, heights a second.' },
  },
  build: (st, { scrollX, scrollY, speedX, speedY }, { time }) =>
    fract(st.add(vec2(scrollX, scrollY).add(vec2(speedX, speedY).mul(time)))),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Moves the picture; what leaves on one side comes in on the other. */
    scroll(scrollX?: Arg, scrollY?: Arg, speedX?: Arg, speedY?: Arg): LiveChain
  }
}
