// modulateRepeat: tiles whose places another chain moves.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { odd } from '../shapes'

export default defineFunction({
  name: 'modulateRepeat',
  kind: 'combineCoord',
  doc: 'Tiles the stage with the picture; the other one pushes the tiles.',
  example: 'shape(4).modulateRepeat(noise(2), 4, 4, 0.5, 0.5)',
  args: {
    repeatX: { default: 3, min: 1, max: 30, help: 'Tiles across.' },
    repeatY: { default: 3, min: 1, max: 30, help: 'Tiles down.' },
    offsetX: { default: 0.5, min: 0, max: 1, help: 'How far red pushes to the side.' },
    offsetY: { default: 0.5, min: 0, max: 1, help: 'How far green pushes up.' },
  },
  build: (st, d, { repeatX, repeatY, offsetX, offsetY }) => {
    const s = st.mul(vec2(repeatX, repeatY))
    const x = s.x.add(odd(s.y).add(d.r.mul(offsetX)))
    const y = s.y.add(odd(x).add(d.g.mul(offsetY)))
    return fract(vec2(x, y))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Tiles the stage with the picture; the other one pushes the tiles. */
    modulateRepeat(chain: ChainArg, repeatX?: Arg, repeatY?: Arg, offsetX?: Arg, offsetY?: Arg): LiveChain
  }
}
