// Edges: the outlines, bright on what is left of the picture, in the colours beside them.
import { length, smoothstep, vec2, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import type { FloatNode } from '../sampler'
import { luma } from '../transform2d'

const params = {
  amount: {
    kind: 'number',
    label: 'Amount',
    help: '0: the picture, 1: its outlines alone.',
    min: 0,
    max: 1,
    default: 0.85,
  },
  threshold: {
    kind: 'number',
    label: 'Threshold',
    help: 'How hard an edge must be to be drawn.',
    min: 0,
    max: 1,
    default: 0.05,
  },
  width: {
    kind: 'number',
    label: 'Width',
    help: 'How wide the lines are, in thousandths of the stage height.',
    min: 0.5,
    max: 20,
    default: 2,
    unit: '‰',
  },
} as const

export default defineEffect({
  name: 'edges',
  label: 'Edges',
  help: 'Draws the outlines of the picture in its own colours, on little else.',
  params,
  build: (context, input, { amount, threshold, width }) => {
    const source = context.cheap(input)
    return (st) => {
      const step = vec2(width.div(1000).div(context.aspect), width.div(1000)).max(source.texel.mul(0.5))
      const at = (x: number, y: number): FloatNode => luma(source(st.add(step.mul(vec2(x, y)))).rgb)
      const across = at(1, 0).sub(at(-1, 0))
      const down = at(0, 1).sub(at(0, -1))
      const line = smoothstep(threshold, threshold.add(0.3), length(vec2(across, down)))
      const c = source(st)
      const drawn = c.rgb.add(0.25).mul(line.mul(1.5))
      return vec4(c.rgb.add(drawn.sub(c.rgb).mul(amount)), c.a)
    }
  },
})

declare module '../chain' {
  interface Chain {
    /** The outlines of the picture in its own colours, on little else. */
    edges(values?: ParamsOf<typeof params>): Chain
  }
}
