// colorama: wild colours out of few.
import { fract, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { fromHsv, toHsv } from '../shapes'

export default defineFunction({
  name: 'colorama',
  kind: 'color',
  doc: 'Shifts hue, saturation and value at once and wraps what is too much: wild colours out of few.',
  example: 'noise(3).colorama(0.4)',
  args: { amount: { default: 0.005, min: 0, max: 1, help: 'How far.' } },
  build: (c, { amount }) => vec4(fract(fromHsv(toHsv(c.rgb).add(amount))), 1),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Shifts hue, saturation and value at once and wraps what is too much. */
    colorama(amount?: Arg): LiveChain
  }
}
