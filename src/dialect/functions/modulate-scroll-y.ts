// modulateScrollY: another chain pushes this one up or down.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'modulateScrollY',
  kind: 'combineCoord',
  doc: 'Red of the other one pushes this one up; what leaves comes in again.',
  example: 'voronoi(8).modulateScrollY(osc(10), 0.4, 0.1)',
  args: {
    scrollY: { default: 0.5, min: -1, max: 1, help: 'How far.' },
    speed: { default: 0, min: -1, max: 1, help: 'And on, heights a second.' },
  },
  build: (st, d, { scrollY, speed }, { time }) => fract(vec2(st.x, st.y.add(d.r.mul(scrollY).add(time.mul(speed))))),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Red of the other one pushes this one up. */
    modulateScrollY(chain: ChainArg, scrollY?: Arg, speed?: Arg): LiveChain
  }
}
