// modulateRotate: another chain says how far this one is turned.
import { defineFunction } from '../function-record'
import { rotated } from '../shapes'

export default defineFunction({
  name: 'modulateRotate',
  kind: 'combineCoord',
  doc: 'Turns this one further where the other one is red.',
  example: 'osc(20, 0.1, 1).modulateRotate(noise(2), 1, 0.2)',
  args: {
    multiple: { default: 1, min: -6, max: 6, help: 'How much the other one counts, radians.' },
    offset: { default: 0, min: -3, max: 3, help: 'The angle where it is black, radians.' },
  },
  build: (st, d, { multiple, offset }) => rotated(st, d.r.mul(multiple).add(offset)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Turns this one further where the other one is red. */
    modulateRotate(chain: ChainArg, multiple?: Arg, offset?: Arg): LiveChain
  }
}
