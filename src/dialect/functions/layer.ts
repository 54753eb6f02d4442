// layer: another chain on top, where it is not clear.
import { clamp, mix, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'layer',
  kind: 'combine',
  doc: 'Lays another chain on top, where it is not clear.',
  example: 'osc(10, 0.1, 1).layer(shape(4).luma(0.5))',
  args: {},
  build: (c, d) => vec4(mix(c.rgb, d.rgb, d.a), clamp(c.a.add(d.a), 0, 1)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Lays another chain on top, where it is not clear. */
    layer(chain: ChainArg): LiveChain
  }
}
