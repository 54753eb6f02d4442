// rotate: turns the picture about the middle of the stage.
import { defineFunction } from '../function-record'
import { rotated } from '../shapes'

export default defineFunction({
  name: 'rotate',
  kind: 'coord',
  doc: 'Turns the picture about the middle.',
  example: 'osc(20, 0.1, 1).rotate(0.8, 0.2)',
  args: {
    angle: { default: 10, min: -Math.PI, max: Math.PI, help: 'How far, radians.' },
    speed: { default: 0, min: -2, max: 2, help: 'How fast it goes on turning, radians a second.' },
  },
  build: (st, { angle, speed }, { time }) => rotated(st, angle.add(speed.mul(time))),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Turns the picture about the middle, radians and radians a second. */
    rotate(angle?: Arg, speed?: Arg): LiveChain
  }
}
