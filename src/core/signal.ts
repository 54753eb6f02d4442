// A number that may move: a constant or a function sampled once a frame. Smoothing is frame-rate independent.
import type { Seconds } from './units'

/** Sampled once a frame; cheap, allocates nothing. */
export type Signal = () => number

/** What any parameter slot takes. */
export type Value = number | Signal

/** The number now. A signal that throws or gives no finite number counts as `fallback`. */
export function sample(value: Value, fallback: number): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : fallback
  try {
    const now = value()
    return Number.isFinite(now) ? now : fallback
  } catch {
    return fallback
  }
}

/**
 * One step of a one-pole follower with separate time constants for rising and falling.
 * The result after a given time is the same at 30, 60 and 144 Hz.
 */
export function follow(
  current: number,
  target: number,
  dt: Seconds,
  { attack, release }: { attack: Seconds; release: Seconds },
): number {
  const tau = target > current ? attack : release
  if (tau <= 0) return target
  return target + (current - target) * Math.exp(-dt / tau)
}

export function clamp(x: number, min: number, max: number): number {
  return x < min ? min : x > max ? max : x
}

export function lerp(a: number, b: number, t: number): number {
  return a + (b - a) * t
}
