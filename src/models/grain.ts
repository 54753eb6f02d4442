// A fixed fine grain that the picture lies on, as on a canvas: what is flat gives strokes something to begin with, and a still camera's
// own noise counts for less beside what stays. models/train/grain.py makes the same numbers.
import type { Pixels } from '../core/units'

/** Two by two pixels share a number: a net that works at a quarter of the size would even out smaller ones. */
const CELL: Pixels = 2

/** -1..1, evenly spread: the bits of a cell's place, mixed (Wellons 2018, lowbias32). */
export function grainAt(x: Pixels, y: Pixels): number {
  let h = (Math.floor(y / CELL) << 16) | Math.floor(x / CELL)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return ((h ^ (h >>> 16)) >>> 8) / 2 ** 23 - 1
}

/** Row by row: the grain at this strength, plus `offset`. */
export function grainPlane(width: Pixels, height: Pixels, strength: number, offset: number): Float32Array<ArrayBuffer> {
  const plane = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) plane[y * width + x] = grainAt(x, y) * strength + offset
  }
  return plane
}

/** `grainAt` for shaders. */
export const GRAIN_WGSL = /* wgsl */ `
fn grainAt(x: i32, y: i32) -> f32 {
  var h = (u32(y / ${CELL}) << 16) | u32(x / ${CELL});
  h = (h ^ (h >> 16)) * 0x7feb352du;
  h = (h ^ (h >> 15)) * 0x846ca68bu;
  return f32((h ^ (h >> 16)) >> 8) / 8388608.0 - 1.0;
}`
