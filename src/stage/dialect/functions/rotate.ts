// rotate: turns the picture about the middle of the stage.
import { cos, select, sin } from 'three/tsl'
import { defineFunction } from '../function-record'
import { rotated, turned } from '../shapes'

export default defineFunction({
  name: 'rotate',
  kind: 'coord',
  doc: 'Turns the picture about the middle.',
  example: 'osc(20, 0.1, 1).rotate(0.8, 0.2)',
  args: {
    angle: { default: 10, min: -Math.PI, max: Math.PI, help: 'How far, radians.' },
    speed: { default: 0, min: -2, max: 2, help: 'How fast it goes on turning, radians a second.' },
  },
  build: (st, { angle, speed }, { time, known }) => {
    const now = angle.add(speed.mul(time))
    const [a, b] = [known(angle), known(speed)]
    if (!a || !b) return rotated(st, now)
    const rests = a.fixed.and(b.fixed).and(speed.equal(0))
    return turned(st, select(rests, a.turned.x, cos(now)), select(rests, a.turned.y, sin(now)))
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Turns the picture about the middle, radians and radians a second. */
    rotate(angle?: Arg, speed?: Arg): LiveChain
  }
}
