// Mix: another picture over this one, all over or only where it is bright (a luminance key).
import { mix, smoothstep, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { luma } from '../transform2d'

const params = {
  amount: { kind: 'number', label: 'Amount', help: '0: this picture, 1: the other one.', min: 0, max: 1, default: 0.5 },
  key: {
    kind: 'number',
    label: 'Key',
    help: '0: all over, 1: only where the other one is brighter than the threshold.',
    min: 0,
    max: 1,
    default: 0,
  },
  threshold: {
    kind: 'number',
    label: 'Threshold',
    help: 'How bright the other one must be to show, with the key.',
    min: 0,
    max: 1,
    default: 0.5,
  },
  softness: {
    kind: 'number',
    label: 'Softness',
    help: 'How soft the edge of the key is.',
    min: 0.001,
    max: 1,
    default: 0.15,
  },
} as const

export default defineEffect({
  name: 'mix',
  label: 'Mix',
  help: 'Lays another picture over this one, all over or only where it is bright.',
  params,
  inputs: ['other'],
  build:
    (_, input, { amount, key, threshold, softness }, other) =>
    (st) => {
      const below = input(st)
      const above = other(st)
      const bright = smoothstep(threshold.sub(softness), threshold.add(softness), luma(above.rgb))
      const share = amount.mul(mix(1, bright, key)).mul(above.a.clamp(0, 1))
      return vec4(mix(below.rgb, above.rgb, share), mix(below.a, 1, share))
    },
})

declare module '../chain' {
  interface Chain {
    /** `other` over this picture, all over or only where it is bright. */
    mix(other: Chain, values?: ParamsOf<typeof params>): Chain
  }
}
