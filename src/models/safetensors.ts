// Reads the safetensors layout (github.com/huggingface/safetensors): a length, a JSON head, then raw numbers. F32 and F16.
import { ImpastoError } from '../core/errors'
import { Field, parseJson, PLAY_ON } from './fields'

export interface NamedTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array<ArrayBuffer>
}

const BYTES = { F32: 4, F16: 2 } as const
/** The public reader's own limit. */
const MAX_HEAD = 100_000_000

/**
 * Every tensor of the file as float32.
 * @param file for messages: 'models/bank-1/weights.safetensors'
 * @throws {ImpastoError} truncated, damaged head, a tensor outside the file, a type that isn't F32 or F16
 */
export function readSafetensors(file: string, bytes: ArrayBuffer): Map<string, NamedTensor> {
  const { head, start } = readHead(file, bytes)
  const tensors = new Map<string, NamedTensor>()
  for (const [name, field] of head.entries()) {
    if (name === '__metadata__') continue
    const dtype = field.at('dtype').oneOf(['F32', 'F16'] as const)
    const shape = field
      .at('shape')
      .list({ max: 8 })
      .map((side) => side.integer(0, 2 ** 31))
    const [begin = 0, end = 0] = field
      .at('data_offsets')
      .list({ min: 2, max: 2 })
      .map((offset) => offset.integer(0, Number.MAX_SAFE_INTEGER))
    const count = shape.reduce((a, b) => a * b, 1)
    if (end - begin !== count * BYTES[dtype]) {
      field.at('data_offsets').fail(`${count * BYTES[dtype]} bytes apart, as the shape says`)
    }
    if (start + end > bytes.byteLength) {
      throw new ImpastoError({
        asked: `${file}: tensor '${name}' ends at byte ${start + end}`,
        found: `the file is cut off at byte ${bytes.byteLength}`,
        remedy: PLAY_ON,
      })
    }
    tensors.set(name, { shape, data: numbers(bytes.slice(start + begin, start + end), dtype) })
  }
  return tensors
}

function readHead(file: string, bytes: ArrayBuffer): { head: Field; start: number } {
  const tooShort = (needed: number): never => {
    const found = `it has ${bytes.byteLength}, so it is cut off`
    throw new ImpastoError({ asked: `${file} must have ${needed} bytes or more`, found, remedy: PLAY_ON })
  }
  if (bytes.byteLength < 8) tooShort(8)
  const length = Number(new DataView(bytes).getBigUint64(0, true))
  if (length > MAX_HEAD) {
    throw new ImpastoError({
      asked: `${file} must begin with the length of its head`,
      found: `it says ${length} bytes, so this is no safetensors file or it is damaged`,
      remedy: PLAY_ON,
    })
  }
  if (8 + length > bytes.byteLength) tooShort(8 + length)
  const text = new TextDecoder().decode(new Uint8Array(bytes, 8, length))
  const { value } = parseJson(`${file} (head)`, text)
  return { head: new Field(file, '', value), start: 8 + length }
}

function numbers(bytes: ArrayBuffer, dtype: keyof typeof BYTES): Float32Array<ArrayBuffer> {
  if (dtype === 'F32') return new Float32Array(bytes)
  return Float32Array.from(new Uint16Array(bytes), halfToFloat)
}

/** IEEE 754 binary16 to a number. */
export function halfToFloat(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
