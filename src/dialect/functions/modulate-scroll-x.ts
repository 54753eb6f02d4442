// modulateScrollX: another chain pushes this one to the side.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'modulateScrollX',
  kind: 'combineCoord',
  doc: 'Red of the other one pushes this one to the left; what leaves comes in again.',
  example: 'voronoi(8).modulateScrollX(osc(10), 0.4, 0.1)',
  args: {
    scrollX: { default: 0.5, min: -1, max: 1, help: 'How far.' },
    speed: { default: 0, min: -1, max: 1, help: 'And on, widths a second.' },
  },
  build: (st, d, { scrollX, speed }, { time }) => fract(vec2(st.x.add(d.r.mul(scrollX).add(time.mul(speed))), st.y)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Red of the other one pushes this one to the left. */
    modulateScrollX(chain: ChainArg, scrollX?: Arg, speed?: Arg): LiveChain
  }
}
