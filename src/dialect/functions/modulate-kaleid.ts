// modulateKaleid: a kaleidoscope whose mirrors another chain bends.
import { defineFunction } from '../function-record'
import { folded, sliceOf } from '../shapes'

export default defineFunction({
  name: 'modulateKaleid',
  kind: 'combineCoord',
  doc: 'Mirrors one slice round the middle; red of the other one pushes it inward.',
  example: 'osc(20, 0.1, 1).modulateKaleid(noise(3), 6)',
  args: { nSides: { default: 4, min: 1, max: 100, help: 'How many slices.' } },
  build: (st, d, { nSides }, { once }) =>
    folded(
      st,
      once('slice', [nSides], () => sliceOf(nSides)),
      (r) => r.add(d.r),
    ),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Mirrors one slice round the middle; red of the other one pushes it inward. */
    modulateKaleid(chain: ChainArg, nSides?: Arg): LiveChain
  }
}
