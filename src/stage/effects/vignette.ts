// Vignette: the picture darkens toward its edges, and the eye goes to the middle.
import { length, mix, smoothstep, vec2, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'

const params = {
  amount: { kind: 'number', label: 'Amount', help: 'How dark the corners get.', min: 0, max: 1, default: 0.6 },
  radius: {
    kind: 'number',
    label: 'Radius',
    help: 'Where it begins: 0 the middle, 1 the corners.',
    min: 0,
    max: 1,
    default: 0.35,
  },
  softness: {
    kind: 'number',
    label: 'Softness',
    help: 'How long the way into the dark is.',
    min: 0.01,
    max: 1.5,
    default: 0.75,
  },
  round: {
    kind: 'number',
    label: 'Round',
    help: '0: follows the shape of the stage, 1: a circle.',
    min: 0,
    max: 1,
    default: 0.2,
  },
} as const

export default defineEffect({
  name: 'vignette',
  label: 'Vignette',
  help: 'Darkens the picture toward its edges.',
  params,
  build:
    ({ aspect }, input, { amount, radius, softness, round }) =>
    (st) => {
      const c = input(st)
      const out = st
        .sub(0.5)
        .mul(2)
        .mul(mix(vec2(1, 1), vec2(aspect, 1), round))
      // 1 in the corners of a stage, whatever its shape.
      const far = length(out).div(length(mix(vec2(1, 1), vec2(aspect, 1), round)))
      const dark = smoothstep(radius, radius.add(softness), far)
      return vec4(c.rgb.mul(dark.mul(amount).oneMinus()), c.a)
    },
})

declare module '../chain' {
  interface Chain {
    /** Darkens the picture toward its edges. */
    vignette(values?: ParamsOf<typeof params>): Chain
  }
}
