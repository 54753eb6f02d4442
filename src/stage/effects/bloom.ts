// Bloom: what is bright glows into its surroundings, wide and soft.
// Progressive down and up sampling: Jimenez, "Next Generation Post Processing in Call of Duty: Advanced Warfare", SIGGRAPH 2014.
import { max, min, sqrt, vec2, vec4 } from 'three/tsl'
import { defineEffect, type EffectContext, type ParamsOf } from '../effect'
import type { FloatNode, Sampler, TextureSampler, Vec2Node, Vec4Node } from '../sampler'

const params = {
  strength: { kind: 'number', label: 'Strength', help: 'How much glow is added.', min: 0, max: 3, default: 0.6 },
  threshold: {
    kind: 'number',
    label: 'Threshold',
    help: 'How bright a place must be to glow.',
    min: 0,
    max: 1,
    default: 0.6,
  },
  radius: { kind: 'number', label: 'Radius', help: 'How far the glow reaches.', min: 0, max: 1, default: 0.65 },
} as const

/** Each level is half the one before: five reach about a tenth of the stage. */
const LEVELS = 5
/** Half the width of the soft start of the glow, on the scale of brightness. */
const KNEE = 0.25
/** Makes a strength of 1 a strong glow. */
const GAIN = 4

export default defineEffect({
  name: 'bloom',
  label: 'Bloom',
  help: 'Lets bright places glow into their surroundings.',
  params,
  build: (context, input, { strength, threshold, radius }) => {
    const source = context.cheap(input)
    const glow = glowOf(context, source, threshold, radius)
    return (st) => {
      const c = source(st)
      // Back from light to encoded values, where the faint outer reaches of the glow can be seen.
      const light = sqrt(max(glow(st).rgb, 0).mul(GAIN)).mul(strength)
      // Screened, so that white stays white and colours keep their tint beside it.
      const room = c.rgb.clamp(0, 1).oneMinus()
      return vec4(c.rgb.add(light.mul(room)), c.a)
    }
  },
})

function glowOf(context: EffectContext, source: TextureSampler, threshold: FloatNode, radius: FloatNode): Sampler {
  const bright: Sampler = (st) => {
    const c = wide(source, st)
    const peak = max(max(c.r, c.g), c.b)
    const soft = min(max(peak.sub(threshold).add(KNEE), 0), 2 * KNEE)
    const over = max(soft.mul(soft).div(4 * KNEE), peak.sub(threshold))
    const kept = c.rgb.mul(over.div(max(peak, 1e-4))).clamp(0, 4)
    // Squared: light spreads as light, not as the numbers that stand for it.
    return vec4(kept.mul(kept), 1)
  }
  // Halves: squared, the faint outer reaches are too small a number for 8 bits.
  const levels = [context.pass('bloom/bright', bright, { scale: 1 / 2, depth: 'half' })]
  for (let level = 1; level < LEVELS; level++) {
    const above = levels[level - 1]
    if (above)
      levels.push(
        context.pass(`bloom/down ${level}`, (st) => wide(above, st), { scale: 1 / 2 ** (level + 1), depth: 'half' }),
      )
  }
  // Up again, each level adding the wider ones: the radius decides how much of them.
  let glow = levels.pop()
  while (levels.length > 0) {
    const below = glow
    const level = levels.pop()
    if (!below || !level) break
    glow = context.pass(
      `bloom/up ${levels.length}`,
      (st) => vec4(level(st).rgb.add(tent(below, st).rgb.mul(radius)), 1),
      {
        scale: 1 / 2 ** (levels.length + 1),
        depth: 'half',
      },
    )
  }
  const widest = glow
  return widest ? (st) => tent(widest, st) : source
}

/** 13 fetches in five overlapping squares: smooth, and it does not flicker when a bright dot moves by a pixel. */
function wide(from: TextureSampler, st: Vec2Node): Vec4Node {
  const at = (x: number, y: number): Vec4Node => from(st.add(from.texel.mul(vec2(x, y))))
  const square = (x: number, y: number): Vec4Node => at(x, y).add(at(-x, y)).add(at(x, -y)).add(at(-x, -y))
  const inner = square(1, 1).mul(0.125)
  const corners = square(2, 2).mul(0.03125)
  const sides = at(2, 0).add(at(-2, 0)).add(at(0, 2)).add(at(0, -2)).mul(0.0625)
  return inner.add(corners).add(sides).add(at(0, 0).mul(0.125))
}

/** A 3×3 tent, which hides the squares of the smaller level: four fetches that each lie between four texels make its nine. */
function tent(from: TextureSampler, st: Vec2Node): Vec4Node {
  const at = (x: number, y: number): Vec4Node => from(st.add(from.texel.mul(vec2(x, y))))
  return at(0.5, 0.5).add(at(-0.5, 0.5)).add(at(0.5, -0.5)).add(at(-0.5, -0.5)).div(4)
}

declare module '../chain' {
  interface Chain {
    /** Lets bright places glow into their surroundings. */
    bloom(values?: ParamsOf<typeof params>): Chain
  }
}
