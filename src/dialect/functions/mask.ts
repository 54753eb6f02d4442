// mask: shows this chain only where another is bright.
import { defineFunction } from '../function-record'
import { luminance } from '../shapes'

export default defineFunction({
  name: 'mask',
  kind: 'combine',
  doc: 'Shows this only where the other one is bright.',
  example: 'osc(10, 0.1, 1).mask(shape(40, 0.5, 0.1))',
  args: {},
  build: (c, d) => c.mul(luminance(d.rgb)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Shows this only where the other one is bright. */
    mask(chain: ChainArg): LiveChain
  }
}
