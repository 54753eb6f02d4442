// modulatePixelate: another chain says how fine the squares are.
import { defineFunction } from '../function-record'
import { pixelated } from '../shapes'

export default defineFunction({
  name: 'modulatePixelate',
  kind: 'combineCoord',
  doc: 'Coarse squares, finer where the other one is bright.',
  example: 'voronoi(8).modulatePixelate(noise(4), 60, 8)',
  args: {
    multiple: { default: 10, min: 0, max: 200, help: 'Squares more where it is bright.' },
    offset: { default: 3, min: 1, max: 200, help: 'Squares where it is black.' },
  },
  build: (st, d, { multiple, offset }) => pixelated(st, d.rg.mul(multiple).add(offset)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Coarse squares, finer where the other one is bright. */
    modulatePixelate(chain: ChainArg, multiple?: Arg, offset?: Arg): LiveChain
  }
}
