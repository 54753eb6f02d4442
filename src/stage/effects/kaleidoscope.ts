// Kaleidoscope: one wedge of the picture, mirrored round the middle.
import { abs, atan, cos, float, length, mod, sin, vec2 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { centred, placed, TURN } from '../transform2d'

const params = {
  sides: { kind: 'number', label: 'Sides', help: 'How many wedges make the round.', min: 1, max: 32, default: 6 },
  angle: { kind: 'number', label: 'Angle', help: 'Turns the figure.', min: -TURN, max: TURN, default: 0, unit: 'rad' },
  twist: {
    kind: 'number',
    label: 'Twist',
    help: 'Turns the piece of picture inside the wedge.',
    min: -TURN,
    max: TURN,
    default: 0.6,
    unit: 'rad',
  },
  zoom: {
    kind: 'number',
    label: 'Zoom',
    help: 'How near the picture is.',
    min: 0.1,
    max: 8,
    default: 1.2,
    unit: '×',
    curve: 'log',
  },
} as const

export default defineEffect({
  name: 'kaleidoscope',
  label: 'Kaleidoscope',
  help: 'Mirrors one wedge of the picture round the middle.',
  params,
  build:
    ({ aspect }, input, { sides, angle, twist, zoom }) =>
    (st) => {
      const p = centred(st, aspect)
      const wedge = float(TURN).div(sides)
      const around = atan(p.y, p.x).sub(angle)
      const folded = abs(mod(around, wedge).sub(wedge.mul(0.5))).add(twist)
      const q = vec2(cos(folded), sin(folded)).mul(length(p)).div(zoom)
      return input(placed(q, aspect))
    },
})

declare module '../chain' {
  interface Chain {
    /** One wedge of the picture, mirrored round the middle. */
    kaleidoscope(values?: ParamsOf<typeof params>): Chain
  }
}
