// thresh: black and white.
import { vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { luminance, smooth } from '../shapes'

export default defineFunction({
  name: 'thresh',
  kind: 'color',
  doc: 'Bright places white, the others black.',
  example: 'noise(4).thresh(0.1, 0.02)',
  args: {
    threshold: { default: 0.5, min: 0, max: 1, help: 'How bright.' },
    tolerance: { default: 0.04, min: 0, max: 1, help: 'How soft the edge is.' },
  },
  build: (c, { threshold, tolerance }) => {
    const half = tolerance.add(1e-7)
    return vec4(vec3(smooth(threshold.sub(half), threshold.add(half), luminance(c.rgb))), c.a)
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Bright places white, the others black. */
    thresh(threshold?: Arg, tolerance?: Arg): LiveChain
  }
}
