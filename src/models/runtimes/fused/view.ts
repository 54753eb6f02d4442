// What a fused pass loads: stored pictures and what happens to them on the way in (norm, activation, add, larger, rearranged).
import type { Activation } from '../../plan'

interface Shape {
  readonly channels: number
  /** Its width and height are the picture's divided by this (below 1: larger). */
  readonly shrink: number
}

/** A picture in a buffer between two passes: [slice of 4 channels][row][column] of vec4. */
export interface Stored extends Shape {
  readonly id: number
  /** Written beside what the pass is for; no norm's sums are gathered of such a one. */
  readonly side: boolean
}

export type View = Shape &
  (
    | { readonly kind: 'picture'; readonly offset: number; readonly grain: number }
    | { readonly kind: 'stored'; readonly stored: Stored }
    | { readonly kind: 'norm'; readonly of: View; readonly norm: number }
    | { readonly kind: 'activation'; readonly of: View; readonly op: Activation; readonly alpha: number }
    | { readonly kind: 'add'; readonly all: readonly View[] }
    | { readonly kind: 'nearest' | 'bilinear'; readonly of: View; readonly factor: number }
    | { readonly kind: 'depthToSpace'; readonly of: View; readonly block: number }
  )

/** Every view inside `view`, itself first. */
export function* within(view: View): Generator<View> {
  yield view
  if (view.kind === 'add') for (const part of view.all) yield* within(part)
  else if ('of' in view) yield* within(view.of)
}

/** The pictures it reads, each once, in the order of their first use. */
export function storedIn(view: View): Stored[] {
  const found = [...within(view)].flatMap((v) => (v.kind === 'stored' ? [v.stored] : []))
  return [...new Set(found)]
}

/** The norms it applies, each once. */
export function normsIn(view: View): number[] {
  const found = [...within(view)].flatMap((v) => (v.kind === 'norm' ? [v.norm] : []))
  return [...new Set(found)]
}

export function readsPicture(view: View): boolean {
  return [...within(view)].some((v) => v.kind === 'picture')
}

/** How many vec4 hold the channels of one pixel. */
export function slicesOf({ channels }: { readonly channels: number }): number {
  return Math.ceil(channels / 4)
}
