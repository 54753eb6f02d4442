// color: weighs the channels.
import { vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { tinted } from '../shapes'

export default defineFunction({
  name: 'color',
  kind: 'color',
  doc: 'Weighs the channels; below 0 it weighs what is missing of them.',
  example: 'osc(20).color(1, 0.4, -0.6)',
  args: {
    r: { default: 1, min: -1, max: 2, help: 'Red.' },
    g: { default: 1, min: -1, max: 2, help: 'Green.' },
    b: { default: 1, min: -1, max: 2, help: 'Blue.' },
    a: { default: 1, min: -1, max: 2, help: 'Alpha.' },
  },
  build: (c, { r, g, b, a }) => tinted(c, vec4(r, g, b, a)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Weighs the channels; below 0 it weighs what is missing of them. */
    color(r?: Arg, g?: Arg, b?: Arg, a?: Arg): LiveChain
  }
}
