// Mirror: one half of the picture and its reflection, along a line through the stage.
import { abs, mix, vec2 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { centred, placed, turned, TURN } from '../transform2d'

const params = {
  angle: {
    kind: 'number',
    label: 'Angle',
    help: 'Of the line: 0 is upright.',
    min: -TURN,
    max: TURN,
    default: 0,
    unit: 'rad',
  },
  offset: {
    kind: 'number',
    label: 'Offset',
    help: 'Where the line is, from the middle, in stage heights.',
    min: -1,
    max: 1,
    default: 0,
  },
  double: { kind: 'number', label: 'Double', help: '1: a second line across the first.', min: 0, max: 1, default: 0 },
} as const

export default defineEffect({
  name: 'mirror',
  label: 'Mirror',
  help: 'One half of the picture and its reflection.',
  params,
  build:
    ({ aspect }, input, { angle, offset, double }) =>
    (st) => {
      const p = turned(centred(st, aspect), angle.negate()).sub(vec2(offset, 0))
      const folded = vec2(abs(p.x), mix(p.y, abs(p.y), double)).add(vec2(offset, 0))
      return input(placed(turned(folded, angle), aspect))
    },
})

declare module '../chain' {
  interface Chain {
    /** One half of the picture and its reflection. */
    mirror(values?: ParamsOf<typeof params>): Chain
  }
}
