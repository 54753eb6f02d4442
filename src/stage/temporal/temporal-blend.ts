// A new painting beside the one before it: where the picture shows the same, the old strokes stay and the new ones come in slowly, so that
// noise does not make them boil and movement does not make them swim. models/train/video.py measures what that is worth.
import { abs, clamp, max, mix, step, vec2 } from 'three/tsl'
import type { Seconds, Unit01 } from '../../core/units'
import type { FloatNode, Sampler, Vec2Node, Vec4Node } from '../sampler'

/** Cells of two looks that differ by less than this show the same, by more than that something else; brightness 0..1. */
const STILL = 0.01
const MOVED = 0.02
/** Of a difference in brightness alone: light that comes and goes is no movement. */
const LIGHT = 0.25
/** Of the painting before, what stays at most. */
const MOST: Unit01 = 0.65
/** Of that, where something moves: every move washes the strokes out a little. */
const MOVING: Unit01 = 0.75
/** In this time a painting has come in nearly whole, however rarely there is a new one. */
const WHOLE: Seconds = 0.7

/** How much of the painting before may stay where the picture shows the same, for paintings that come every `interval`. */
export function heldShare(steady: Unit01, interval: Seconds): Unit01 {
  return steady * Math.min(MOST, Math.max(0, 1 - interval / WHOLE))
}

/** 1 where two traces (`traceOf`) show the same, 0 where they do not. */
export function standing(now: Vec4Node, then: Vec4Node): FloatNode {
  const apart = abs(now.sub(then))
  const most = max(apart.r.mul(LIGHT), max(apart.g, apart.b))
  return clamp(most.sub(STILL).div(MOVED - STILL), 0, 1).oneMinus()
}

/** The two paintings and what their pictures looked like; `went`: by how much what is at a place of the new one was elsewhere in the old. */
export interface TwoPaintings {
  readonly fresh: Sampler
  readonly freshTrace: Sampler
  readonly old: Sampler
  readonly oldTrace: Sampler
  readonly went: (st: Vec2Node) => Vec2Node
}

/** The new painting with `held` of the old one in it, where that shows the same. */
export function steadied(
  { fresh, freshTrace, old, oldTrace, went }: TwoPaintings,
  st: Vec2Node,
  held: FloatNode,
): Vec4Node {
  const now = freshTrace(st)
  // What stands still is not moved by a guess, or every guess would wash the strokes out a little.
  const still = standing(now, oldTrace(st))
  const moved = went(st).mul(still.oneMinus())
  const place = st.add(moved)
  const inside = step(0, place).mul(step(place, vec2(1)))
  const alike = standing(now, oldTrace(place)).mul(inside.x).mul(inside.y)
  return mix(fresh(st), old(place), alike.mul(held).mul(mix(MOVING, 1, still)))
}
