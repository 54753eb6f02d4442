// luma: cuts out what is bright.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { luminance, smooth } from '../shapes'

export default defineFunction({
  name: 'luma',
  kind: 'color',
  doc: 'Keeps what is bright; the rest is clear, for layer().',
  example: 'osc(10, 0.1, 1).layer(noise(4).luma(0.3))',
  args: {
    threshold: { default: 0.5, min: 0, max: 1, help: 'How bright.' },
    tolerance: { default: 0.1, min: 0, max: 1, help: 'How soft the cut is.' },
  },
  build: (c, { threshold, tolerance }) => {
    const half = tolerance.add(1e-7)
    const a = smooth(threshold.sub(half), threshold.add(half), luminance(c.rgb))
    return vec4(c.rgb.mul(a), a)
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Keeps what is bright; the rest is clear. */
    luma(threshold?: Arg, tolerance?: Arg): LiveChain
  }
}
