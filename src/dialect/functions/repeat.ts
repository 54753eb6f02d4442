// repeat: tiles the stage with the picture.
import { fract, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { odd } from '../shapes'

export default defineFunction({
  name: 'repeat',
  kind: 'coord',
  doc: 'Tiles the stage with the picture; every second row and column may be shifted.',
  example: 'shape(3).repeat(5, 3, 0.5, 0)',
  args: {
    repeatX: { default: 3, min: 1, max: 30, help: 'Tiles across.' },
    repeatY: { default: 3, min: 1, max: 30, help: 'Tiles down.' },
    offsetX: { default: 0, min: 0, max: 1, help: 'How far every second row is shifted.' },
    offsetY: { default: 0, min: 0, max: 1, help: 'How far every second column is shifted.' },
  },
  build: (st, { repeatX, repeatY, offsetX, offsetY }) => {
    const s = st.mul(vec2(repeatX, repeatY))
    const x = s.x.add(odd(s.y).mul(offsetX))
    const y = s.y.add(odd(x).mul(offsetY))
    return fract(vec2(x, y))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Tiles the stage with the picture; every second row and column may be shifted. */
    repeat(repeatX?: Arg, repeatY?: Arg, offsetX?: Arg, offsetY?: Arg): LiveChain
  }
}
