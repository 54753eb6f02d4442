// Displace: another picture pushes this one about, as glass or water would.
import { cos, mix, sin, vec2 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { softened } from '../blur-downsample'
import { luma, TURN } from '../transform2d'

const params = {
  amount: {
    kind: 'number',
    label: 'Amount',
    help: 'How far the brightest and the darkest push, in stage heights.',
    min: -1,
    max: 1,
    default: 0.12,
  },
  angle: {
    kind: 'number',
    label: 'Angle',
    help: 'Which way bright places push.',
    min: -TURN,
    max: TURN,
    default: 0,
    unit: 'rad',
  },
  colour: {
    kind: 'number',
    label: 'Colour',
    help: '0: brightness pushes along the angle, 1: red pushes sideways and green up and down.',
    min: 0,
    max: 1,
    default: 0,
  },
  soft: {
    kind: 'number',
    label: 'Soft',
    help: '0: every detail pushes and tears, 1: only large shapes push, and bend.',
    min: 0,
    max: 1,
    default: 0.85,
  },
} as const

export default defineEffect({
  name: 'displace',
  label: 'Displace',
  help: 'Another picture pushes this one about; its middle grey leaves it where it is.',
  params,
  inputs: ['by'],
  build: (context, input, { amount, angle, colour, soft }, by) => {
    const sharp = context.cheap(by)
    const half = softened(context, 'displace/half', sharp, 1 / 2)
    const quarter = softened(context, 'displace/quarter', half, 1 / 4)
    const large = softened(context, 'displace/large', quarter, 1 / 8)
    return (st) => {
      const push = mix(sharp(st).rgb, large(st).rgb, soft).clamp(0, 1)
      const along = vec2(cos(angle), sin(angle)).mul(luma(push).mul(2).sub(1))
      const across = push.rg.mul(2).sub(1)
      return input(st.add(mix(along, across, colour).mul(amount).div(vec2(context.aspect, 1))))
    }
  },
})

declare module '../chain' {
  interface Chain {
    /** `by` pushes this picture about; its middle grey leaves it where it is. */
    displace(by: Chain, values?: ParamsOf<typeof params>): Chain
  }
}
