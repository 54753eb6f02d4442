// modulateScale: another chain says how large this one is at each place.
import { vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'modulateScale',
  kind: 'combineCoord',
  doc: 'Makes this one larger where the other one is bright.',
  example: 'gradient(1).modulateScale(osc(8, 0.3), 1, 0.5)',
  args: {
    multiple: { default: 1, min: -5, max: 5, help: 'How much the other one counts.' },
    offset: { default: 1, min: -5, max: 5, help: 'The size where it is black.' },
  },
  build: (st, d, { multiple, offset }) =>
    st
      .sub(0.5)
      .mul(vec2(1).div(d.rg.mul(multiple).add(offset)))
      .add(0.5),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Makes this one larger where the other one is bright. */
    modulateScale(chain: ChainArg, multiple?: Arg, offset?: Arg): LiveChain
  }
}
