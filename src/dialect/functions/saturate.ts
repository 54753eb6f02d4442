// saturate: more colour, or less.
import { mix, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { luminance } from '../shapes'

export default defineFunction({
  name: 'saturate',
  kind: 'color',
  doc: 'Makes colours stronger; 0 leaves grey.',
  example: 'osc(10, 0.1, 0.5).saturate(3)',
  args: { amount: { default: 2, min: 0, max: 5, help: '1 leaves it as it is.' } },
  build: (c, { amount }) => vec4(mix(vec3(luminance(c.rgb)), c.rgb, amount), c.a),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Makes colours stronger; 0 leaves grey. */
    saturate(amount?: Arg): LiveChain
  }
}
