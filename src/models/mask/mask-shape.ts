// A mask as numbers: the same few for the shader and for the processor, which both make it pixel by pixel from them.
import { MASK_KINDS, type MaskDrawing, type MaskShape } from '../../contracts/style'
import type { Pixels } from '../../core/units'

/** Even the hardest edge has some width, or it would flicker from pixel to pixel. */
const SOFTEST = 1e-3

/** How a pixel's number is made: see `maskPlane`, and mask-wgsl.ts, which does the same. */
export interface MaskNumbers {
  /** Its place among MASK_KINDS. */
  readonly kind: number
  /** Where the number has fallen to 0, and over how much of the field it fell from 1. */
  readonly edge: number
  readonly width: number
  /** The field of a wipe is across * u + down * v + start; of a circle it is the length of (across * (u - ½), down * (v - ½)). */
  readonly across: number
  readonly down: number
  readonly start: number
  readonly invert: number
}

export function maskNumbers(shape: MaskShape, width: Pixels, height: Pixels): MaskNumbers {
  const { kind, position, softness, angle, invert } = shape
  const soft = Math.max(SOFTEST, softness)
  const aspect = width / height
  let [across, down, start] = [0, 0, 0]
  if (kind === 'wipe') {
    const [x, y] = [aspect * Math.cos(angle), Math.sin(angle)]
    const whole = Math.abs(x) + Math.abs(y)
    across = x / whole
    down = y / whole
    start = 0.5 - 0.5 * (across + down)
  } else if (kind === 'radial') {
    const corner = Math.hypot(aspect / 2, 0.5)
    across = aspect / corner
    down = 1 / corner
  }
  return {
    kind: MASK_KINDS.indexOf(kind),
    // At 0 nothing of the field is below it, at 1 all of it by the whole width.
    edge: position * (1 + soft),
    width: soft,
    across,
    down,
    start,
    invert: invert ? 1 : 0,
  }
}

/** The mask of a picture, one number 0..1 a pixel, in `out`. @param rgba the picture; only light asks for it */
export function maskPlane(
  numbers: MaskNumbers,
  rgba: ArrayLike<number>,
  width: Pixels,
  height: Pixels,
  drawing: MaskDrawing | null,
  out: Float32Array,
): void {
  const { across, down, start, edge, invert } = numbers
  const kind = MASK_KINDS[numbers.kind]
  let i = 0
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height
    for (let x = 0; x < width; x++, i++) {
      const u = (x + 0.5) / width
      let m: number
      if (kind === 'drawn') m = drawing ? drawn(drawing, u, v) : 0
      else {
        const field =
          kind === 'luminance'
            ? 1 - light(rgba, i * 4)
            : kind === 'wipe'
              ? across * u + down * v + start
              : Math.hypot(across * (u - 0.5), down * (v - 0.5))
        const t = Math.min(1, Math.max(0, (edge - field) / numbers.width))
        m = t * t * (3 - 2 * t)
      }
      out[i] = invert + m * (1 - 2 * invert)
    }
  }
}

/** `plane` at a size `shrink` times smaller (below 1: larger): the mean of what each pixel covers. */
export function shrinkPlane(
  plane: Float32Array,
  width: Pixels,
  height: Pixels,
  shrink: number,
  out: Float32Array,
): void {
  const [wide, tall] = [width / shrink, height / shrink]
  const block = Math.max(1, shrink)
  for (let y = 0, i = 0; y < tall; y++) {
    for (let x = 0; x < wide; x++, i++) {
      let sum = 0
      const [left, top] = [Math.floor(x * shrink), Math.floor(y * shrink)]
      for (let b = 0; b < block; b++) for (let a = 0; a < block; a++) sum += plane[(top + b) * width + left + a] ?? 0
      out[i] = sum / (block * block)
    }
  }
}

/** Of sRGB as it is coded (Rec. 709 weights). */
function light(rgba: ArrayLike<number>, at: number): number {
  return (0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0)) / 255
}

function drawn({ data, width, height }: MaskDrawing, u: number, v: number): number {
  const [x, y] = [u * width - 0.5, v * height - 0.5]
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const at = (row: number, column: number): number =>
    data[Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))] ?? 0
  const mix = (a: number, b: number, t: number): number => a + (b - a) * t
  const upper = mix(at(top, left), at(top, left + 1), x - left)
  const lower = mix(at(top + 1, left), at(top + 1, left + 1), x - left)
  return mix(upper, lower, y - top) / 255
}
