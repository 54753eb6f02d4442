// kaleid: one slice of the picture, mirrored round and round.
import { defineFunction } from '../function-record'
import { folded, sliceOf } from '../shapes'

export default defineFunction({
  name: 'kaleid',
  kind: 'coord',
  doc: 'Mirrors one slice of the picture round the middle, as a kaleidoscope does.',
  example: 'osc(25, -0.1, 0.5).kaleid(6)',
  args: { nSides: { default: 4, min: 1, max: 100, help: 'How many slices.' } },
  build: (st, { nSides }, { once }) =>
    folded(
      st,
      once('slice', [nSides], () => sliceOf(nSides)),
      (r) => r,
    ),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Mirrors one slice of the picture round the middle. */
    kaleid(nSides?: Arg): LiveChain
  }
}
