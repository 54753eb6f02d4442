// RGB split: red and blue leave green, to one side or away from the middle.
import { cos, mix, sin, vec2, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { centred, TURN } from '../transform2d'

const params = {
  amount: {
    kind: 'number',
    label: 'Amount',
    help: 'How far red goes, in stage heights; blue goes the other way.',
    min: -0.25,
    max: 0.25,
    default: 0.012,
  },
  angle: {
    kind: 'number',
    label: 'Angle',
    help: 'Which way red goes.',
    min: -TURN,
    max: TURN,
    default: 0,
    unit: 'rad',
  },
  radial: {
    kind: 'number',
    label: 'Radial',
    help: '0: all to one side, 1: away from the middle, as a lens does.',
    min: 0,
    max: 1,
    default: 0.5,
  },
} as const

export default defineEffect({
  name: 'rgbSplit',
  label: 'RGB split',
  help: 'Red and blue leave green.',
  params,
  build: (context, input, { amount, angle, radial }) => {
    const { aspect } = context
    const source = context.cheap(input)
    return (st) => {
      const outward = centred(st, aspect).mul(2)
      const away = mix(vec2(cos(angle), sin(angle)), outward, radial)
        .mul(amount)
        .div(vec2(aspect, 1))
      const here = source(st)
      return vec4(source(st.sub(away)).r, here.g, source(st.add(away)).b, here.a)
    }
  },
})

declare module '../chain' {
  interface Chain {
    /** Red and blue leave green. */
    rgbSplit(values?: ParamsOf<typeof params>): Chain
  }
}
