// The cut of the built-in film: which photo is seen at which time, how far along its travel, and what part of it fills the picture.
import { clamp, lerp } from '../core/signal'
import type { Seconds, Unit01 } from '../core/units'
import type { Framing } from './demo-photos'

/** From one photo's coming to the next one's. */
export const SHOT: Seconds = 9
/** How long one photo melts into the next. */
export const DISSOLVE: Seconds = 2

/** One photo in the picture. */
export interface Layer {
  /** Which photo, from 0. */
  readonly photo: number
  /** How far its travel is. */
  readonly travel: Unit01
  /** How much of it is seen over what lies below. */
  readonly opacity: Unit01
}

/** The layers at film time `time`, from the bottom up: one, or two during a dissolve. Engine time 0 is just after a dissolve. */
export function layersAt(time: Seconds, photos: number): Layer[] {
  const film = Math.max(0, time) + DISSOLVE
  const shot = Math.floor(film / SHOT)
  const since = film - shot * SHOT
  const seen = SHOT + DISSOLVE
  const upper: Layer = { photo: shot % photos, travel: since / seen, opacity: ease(since / DISSOLVE) }
  if (since >= DISSOLVE) return [upper]
  const lower: Layer = { photo: (shot - 1 + photos) % photos, travel: (since + SHOT) / seen, opacity: 1 }
  return [lower, upper]
}

/** Slow at both ends. */
export function ease(t: number): Unit01 {
  const x = clamp(t, 0, 1)
  return x * x * (3 - 2 * x)
}

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** The part of a photo of `photoWidth` by `photoHeight` that fills a picture of shape `aspect` (width over height). */
export function cut(
  from: Framing,
  to: Framing,
  travel: Unit01,
  photoWidth: number,
  photoHeight: number,
  aspect: number,
): Rect {
  // Half eased, half steady: it never quite stands still, not even under a dissolve.
  const t = (ease(travel) + travel) / 2
  const zoom = Math.max(1, lerp(from.zoom, to.zoom, t))
  const wide = photoWidth / photoHeight > aspect
  const width = (wide ? photoHeight * aspect : photoWidth) / zoom
  const height = width / aspect
  const x = clamp(lerp(from.x, to.x, t) * photoWidth - width / 2, 0, photoWidth - width)
  const y = clamp(lerp(from.y, to.y, t) * photoHeight - height / 2, 0, photoHeight - height)
  return { x, y, width, height }
}
