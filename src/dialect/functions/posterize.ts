// posterize: fewer steps of light, as on a poster.
import { floor, pow, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'posterize',
  kind: 'color',
  doc: 'Leaves only a few steps of light in each channel.',
  example: 'gradient().posterize(4, 0.6)',
  args: {
    bins: { default: 3, min: 1, max: 20, help: 'How many steps.' },
    gamma: { default: 0.6, min: 0.1, max: 3, help: 'Below 1: more steps in the dark.' },
  },
  build: (c, { bins, gamma }) => {
    const steps = floor(pow(c.rgb, vec3(gamma)).mul(bins)).mul(bins.reciprocal())
    return vec4(pow(steps, vec3(gamma.reciprocal())), c.a)
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Leaves only a few steps of light in each channel. */
    posterize(bins?: Arg, gamma?: Arg): LiveChain
  }
}
