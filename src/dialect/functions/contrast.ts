// contrast: light lighter, dark darker.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'contrast',
  kind: 'color',
  doc: 'Makes light lighter and dark darker.',
  example: 'noise(4).contrast(2)',
  args: { amount: { default: 1.6, min: 0, max: 5, help: '1 leaves it as it is.' } },
  build: (c, { amount }) => vec4(c.rgb.sub(0.5).mul(amount).add(0.5), c.a),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Makes light lighter and dark darker. */
    contrast(amount?: Arg): LiveChain
  }
}
