// scale: makes the picture larger or smaller about a point.
import { vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'scale',
  kind: 'coord',
  doc: 'Makes the picture larger, or smaller, about a point.',
  example: 'shape(4).scale(2, 1, 1.5)',
  args: {
    amount: { default: 1.5, min: 0.1, max: 10, help: 'How large.' },
    xMult: { default: 1, min: 0.1, max: 10, help: 'How wide besides.' },
    yMult: { default: 1, min: 0.1, max: 10, help: 'How high besides.' },
    offsetX: { default: 0.5, min: 0, max: 1, help: 'The point that stays, from the left.' },
    offsetY: { default: 0.5, min: 0, max: 1, help: 'The point that stays, from the top.' },
  },
  build: (st, { amount, xMult, yMult, offsetX, offsetY }, { once }) => {
    const still = vec2(offsetX, offsetY)
    const size = once('size', [amount, xMult, yMult], () => vec2(1).div(vec2(amount.mul(xMult), amount.mul(yMult))))
    return st.sub(still).mul(size).add(still)
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Makes the picture larger, or smaller, about a point. */
    scale(amount?: Arg, xMult?: Arg, yMult?: Arg, offsetX?: Arg, offsetY?: Arg): LiveChain
  }
}
