// Edge glow: the outlines of the picture as lines of light in the picture's own colours.
import { max, mix, smoothstep, sqrt, vec2, vec3, vec4 } from 'three/tsl'
import { defineEffect, type EffectContext, type ParamsOf } from '../effect'
import type { FloatNode, TextureSampler, Vec2Node, Vec3Node } from '../sampler'
import { softened } from '../blur-downsample'
import { hueTurned, luma, TURN } from '../transform2d'

const params = {
  amount: { kind: 'number', label: 'Amount', help: 'How bright the lines are.', min: 0, max: 4, default: 1.2 },
  threshold: {
    kind: 'number',
    label: 'Threshold',
    help: 'How hard an edge must be to light up.',
    min: 0,
    max: 1,
    default: 0.06,
  },
  width: {
    kind: 'number',
    label: 'Width',
    help: 'How wide the lines are, in thousandths of the stage height.',
    min: 0.5,
    max: 20,
    default: 1.6,
    unit: '‰',
  },
  glow: {
    kind: 'number',
    label: 'Glow',
    help: 'How much light the lines shed around them.',
    min: 0,
    max: 3,
    default: 0.6,
  },
  picture: {
    kind: 'number',
    label: 'Picture',
    help: 'How much of the picture stays under the lines.',
    min: 0,
    max: 1,
    default: 0.3,
  },
  hue: {
    kind: 'number',
    label: 'Hue',
    help: 'Turns the colours of the lines.',
    min: -TURN,
    max: TURN,
    default: 0,
    unit: 'rad',
  },
} as const

export default defineEffect({
  name: 'edgeGlow',
  label: 'Edge glow',
  help: 'Draws the outlines of the picture as lines of light.',
  params,
  build: (context, input, { amount, threshold, width, glow, picture, hue }) => {
    const source = context.cheap(input)
    // Edges are looked for in a softer copy: grain and brush hairs would break the lines into dots.
    const smooth = softened(context, 'edge glow/smooth', source, 1 / 2)
    const lines = context.pass('edge glow/lines', (st) => vec4(linesOf(context, smooth, st, threshold, width, hue), 1))
    const near = softened(context, 'edge glow/near', lines, 1 / 2)
    const far = softened(context, 'edge glow/far', near, 1 / 4)
    const farther = softened(context, 'edge glow/farther', far, 1 / 8)
    return (st) => {
      const c = source(st)
      const shed = near(st).rgb.add(far(st).rgb).add(farther(st).rgb.mul(1.5)).mul(glow)
      const light = lines(st).rgb.add(shed).mul(amount)
      const under = c.rgb.mul(picture)
      return vec4(under.add(light.mul(under.clamp(0, 1).oneMinus())), c.a)
    }
  },
})

/** Sobel's operator on brightness; the line takes the brighter colour beside the edge, made vivid. */
function linesOf(
  { aspect }: EffectContext,
  source: TextureSampler,
  st: Vec2Node,
  threshold: FloatNode,
  width: FloatNode,
  hue: FloatNode,
): Vec3Node {
  // Never less than half a pixel of the stage, or there would be nothing to tell apart.
  const step = max(vec2(width.div(1000).div(aspect), width.div(1000)), source.texel.mul(0.25))
  const colour = (x: number, y: number): Vec3Node => source(st.add(step.mul(vec2(x, y)))).rgb
  const [nw, n, ne] = [colour(-1, -1), colour(0, -1), colour(1, -1)]
  const [w, here, e] = [colour(-1, 0), colour(0, 0), colour(1, 0)]
  const [sw, s, se] = [colour(-1, 1), colour(0, 1), colour(1, 1)]
  const across = luma(ne.add(e.mul(2)).add(se).sub(nw).sub(w.mul(2)).sub(sw))
  const down = luma(sw.add(s.mul(2)).add(se).sub(nw).sub(n.mul(2)).sub(ne))
  const edge = sqrt(across.mul(across).add(down.mul(down)))
  const strength = smoothstep(threshold, threshold.add(0.4), edge)
  const brightest = max(max(max(n, s), max(e, w)), here)
  const grey = luma(brightest)
  const vivid = max(mix(vec3(grey), brightest, 2.2), 0)
  const peak = max(max(vivid.r, vivid.g), max(vivid.b, 0.05))
  return hueTurned(vivid.div(peak), hue).clamp(0, 2).mul(strength)
}

declare module '../chain' {
  interface Chain {
    /** Outlines as lines of light in the picture's own colours. */
    edgeGlow(values?: ParamsOf<typeof params>): Chain
  }
}
