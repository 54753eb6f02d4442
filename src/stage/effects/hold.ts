// Hold: keeps its last picture while its gate is shut. `painting.hold({ gate: audio.beat })` moves on the beat alone.
import { mix, step } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'

const params = {
  gate: {
    kind: 'number',
    label: 'Gate',
    help: 'From a half up pictures pass; below, the last one stays.',
    min: 0,
    max: 1,
    default: 1,
  },
  slew: {
    kind: 'number',
    label: 'Slew',
    help: 'How much of the held picture stays in a passing one.',
    min: 0,
    max: 0.98,
    default: 0,
  },
} as const

export default defineEffect({
  name: 'hold',
  label: 'Hold',
  help: 'Keeps its last picture while its gate is shut.',
  params,
  build: (context, input, { gate, slew }) =>
    context.history('hold', (before) => (st) => mix(before(st), input(st), step(0.5, gate).mul(slew.oneMinus()))),
})

declare module '../chain' {
  interface Chain {
    /** Keeps its last picture while `gate` is under a half. */
    hold(values?: ParamsOf<typeof params>): Chain
  }
}
