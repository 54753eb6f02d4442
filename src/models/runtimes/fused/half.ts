// Half floats as bits, for weights that are stored so. By hand: Float16Array is too new for half of the browsers.

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/** The nearest half float (ties to even); what is too large becomes the largest one, 65504, as the shaders do it. */
export function halfBits(value: number): number {
  float[0] = value
  const [b = 0] = bits
  const sign = (b >>> 16) & 0x8000
  const exponent = ((b >>> 23) & 0xff) - 112
  const mantissa = b & 0x7fffff
  if (exponent >= 31) return sign | (exponent === 143 && mantissa !== 0 ? 0x7e00 : 0x7bff)
  if (exponent > 0) {
    const half = roundOff((exponent << 23) | mantissa, 13)
    return sign | Math.min(half, 0x7bff)
  }
  // Below 2^-14 the mantissa loses its leading one; below 2^-25 nothing is left.
  return exponent < -10 ? sign : sign | roundOff(mantissa | 0x800000, 14 - exponent)
}

export function toHalves(numbers: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(numbers, halfBits)
}

/** `value` without its last `count` bits, to nearest, ties to even. */
function roundOff(value: number, count: number): number {
  const kept = value >>> count
  const rest = value & ((1 << count) - 1)
  const middle = 1 << (count - 1)
  return rest > middle || (rest === middle && (kept & 1) === 1) ? kept + 1 : kept
}
