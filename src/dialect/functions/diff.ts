// diff: where two chains differ.
import { abs, max, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'diff',
  kind: 'combine',
  doc: 'How far the two differ.',
  example: 'osc(10, 0.1, 1).diff(osc(9, 0.1, 1).rotate(0.5))',
  args: {},
  build: (c, d) => vec4(abs(c.rgb.sub(d.rgb)), max(c.a, d.a)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** How far the two differ. */
    diff(chain: ChainArg): LiveChain
  }
}
