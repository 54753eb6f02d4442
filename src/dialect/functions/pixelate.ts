// pixelate: the picture in coarse squares.
import { floor, select, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { pixelated } from '../shapes'

export default defineFunction({
  name: 'pixelate',
  kind: 'coord',
  doc: 'Shows the picture in coarse squares.',
  example: 'noise(4).pixelate(20, 12)',
  args: {
    pixelX: { default: 20, min: 1, max: 200, help: 'Squares across.' },
    pixelY: { default: 20, min: 1, max: 200, help: 'Squares down.' },
  },
  build: (st, { pixelX, pixelY }, { known }) => {
    const count = vec2(pixelX, pixelY)
    const [x, y] = [known(pixelX), known(pixelY)]
    if (!x || !y) return pixelated(st, count)
    // A compiler turns a division by a known number into this; between two texels the difference shows.
    const quick = floor(st.mul(count)).add(0.5).mul(vec2(1).div(count))
    return select(x.fixed.and(y.fixed), quick, pixelated(st, count))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Shows the picture in coarse squares. */
    pixelate(pixelX?: Arg, pixelY?: Arg): LiveChain
  }
}
