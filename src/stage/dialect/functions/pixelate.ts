// pixelate: the picture in coarse squares.
import { vec2 } from 'three/tsl'
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
  build: (st, { pixelX, pixelY }) => pixelated(st, vec2(pixelX, pixelY)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Shows the picture in coarse squares. */
    pixelate(pixelX?: Arg, pixelY?: Arg): LiveChain
  }
}
