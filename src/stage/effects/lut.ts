// LUT: colours by brightness out of another picture: black takes those at its left edge, white those at its right.
import { mix, vec2, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { luma } from '../transform2d'

const params = {
  amount: {
    kind: 'number',
    label: 'Amount',
    help: '0: the picture, 1: the new colours alone.',
    min: 0,
    max: 1,
    default: 1,
  },
  row: { kind: 'number', label: 'Row', help: 'The height at which colours are taken.', min: 0, max: 1, default: 0.5 },
} as const

export default defineEffect({
  name: 'lut',
  label: 'Colour table',
  help: 'Colours the picture by its brightness, with the colours of another one from left to right.',
  params,
  inputs: ['table'],
  build:
    (_, input, { amount, row }, table) =>
    (st) => {
      const c = input(st)
      const place = vec2(luma(c.rgb).clamp(0, 1).mul(0.998).add(0.001), row.mul(0.998).add(0.001))
      return vec4(mix(c.rgb, table(place).rgb, amount), c.a)
    },
})

declare module '../chain' {
  interface Chain {
    /** Colours the picture by its brightness, with the colours of `table` from left to right. */
    lut(table: Chain, values?: ParamsOf<typeof params>): Chain
  }
}
