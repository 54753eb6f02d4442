// sum: one grey out of the four channels.
import { dot, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'sum',
  kind: 'color',
  doc: 'One grey out of all four channels, each with its weight.',
  example: 'osc(10, 0.1, 1).sum([0.3, 0.5, 0.2, 0])',
  args: { scale: { type: 'vec4', default: [1, 1, 1, 1], help: 'The weights of red, green, blue and alpha.' } },
  build: (c, { scale }) => vec4(vec3(dot(c, scale)), c.a),
})

declare module '../live-chain' {
  interface LiveChain {
    /** One grey out of all four channels, each with its weight. */
    sum(scale?: readonly number[] | LiveChain | LiveFunction<readonly number[]>): LiveChain
  }
}
