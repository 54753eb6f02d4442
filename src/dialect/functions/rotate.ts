// rotate: turns the picture about the middle of the stage.
import { cos, select, sin, vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { turned } from '../shapes'

export default defineFunction({
  name: 'rotate',
  kind: 'coord',
  doc: 'Turns the picture about the middle.',
  example: 'osc(20, 0.1, 1).rotate(0.8, 0.2)',
  args: {
    angle: { default: 10, min: -Math.PI, max: Math.PI, help: 'How far, radians.' },
    speed: { default: 0, min: -2, max: 2, help: 'How fast it goes on turning, radians a second.' },
  },
  build: (st, { angle, speed }, { time, known, once }) => {
    const turn = once('turn', [angle, speed], () => {
      const now = angle.add(speed.mul(time))
      const turning = vec2(cos(now), sin(now))
      const [a, b] = [known(angle), known(speed)]
      return a && b ? select(a.fixed.and(b.fixed).and(speed.equal(0)), a.turned, turning) : turning
    })
    return turned(st, turn.x, turn.y)
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Turns the picture about the middle, radians and radians a second. */
    rotate(angle?: Arg, speed?: Arg): LiveChain
  }
}
