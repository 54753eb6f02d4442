// Reads the files of anybody's TensorFlow.js model and checks what can be checked before it runs.
import type { io } from '@tensorflow/tfjs-core'
import { ImpastoError } from '../core/errors'
import { type Field, parseJson, PLAY_ON } from './fields'
import type { ModelHeader } from './header'
import type { UserModel } from './loaded-model'
import { halfToFloat } from './safetensors'
import { checkFinite } from './weights'

export interface UserModelFiles {
  /** For messages: 'models/ink/tfjs.json'. */
  readonly file: string
  readonly topology: Record<string, unknown>
  readonly specs: io.WeightsManifestEntry[]
  /** The weight files beside it, in order. */
  readonly shards: readonly string[]
}

const DTYPE_BYTES: Record<string, number> = { float32: 4, int32: 4, bool: 1, complex64: 8 }
const QUANTISED_BYTES: Record<string, number> = { uint8: 1, uint16: 2, float16: 2 }

/** @throws {ImpastoError} naming file and field */
export function parseUserModel(header: ModelHeader, text: string): UserModelFiles {
  const file = `models/${header.id}/${header.content}`
  const root = parseJson(file, text)
  const kind = header.format === 'tfjs-graph-model' ? 'graph-model' : 'layers-model'
  if (!root.at('format').missing) root.at('format').oneOf([kind])
  const topology = { ...root.at('modelTopology').record() }
  const specs: io.WeightsManifestEntry[] = []
  const shards: string[] = []
  for (const group of root.at('weightsManifest').list({ min: 1 })) {
    for (const path of group.at('paths').list({ min: 1 })) shards.push(path.insidePath())
    for (const spec of group.at('weights').list()) specs.push(weightSpec(spec))
  }
  return { file, topology, specs, shards }
}

/** Joins the shards and looks through them. @throws {ImpastoError} too short, or numbers that aren't finite */
export function assembleUserModel(
  header: ModelHeader,
  files: UserModelFiles,
  shards: readonly ArrayBuffer[],
): UserModel {
  const data = join(shards)
  let offset = 0
  for (const spec of files.specs) {
    const length = byteLength(spec)
    if (offset + length > data.byteLength) {
      throw new ImpastoError({
        asked: `models/${header.id}: the weights '${spec.name}' end at byte ${offset + length}`,
        found: `${files.shards.join(', ')} together have ${data.byteLength}, so a file is cut off`,
        remedy: PLAY_ON,
      })
    }
    checkNumbers(files, spec, data.slice(offset, offset + length))
    offset += length
  }
  const kind = header.format === 'tfjs-graph-model' ? 'graph' : 'layers'
  return { kind, header, selfTest: null, topology: files.topology, specs: files.specs, data }
}

function weightSpec(field: Field): io.WeightsManifestEntry {
  field.at('name').text()
  field.at('dtype').oneOf(Object.keys(DTYPE_BYTES))
  field
    .at('shape')
    .list()
    .forEach((side) => side.integer(0, 2 ** 31))
  // The checked fields are the ones read here; quantisation is TensorFlow.js's own business.
  return field.value as io.WeightsManifestEntry
}

function byteLength(spec: io.WeightsManifestEntry): number {
  const count = spec.shape.reduce((a, b) => a * b, 1)
  const bytes = spec.quantization ? QUANTISED_BYTES[spec.quantization.dtype] : DTYPE_BYTES[spec.dtype]
  return count * (bytes ?? 4)
}

function checkNumbers(files: UserModelFiles, spec: io.WeightsManifestEntry, bytes: ArrayBuffer): void {
  if (spec.quantization?.dtype === 'float16') {
    checkFinite(files.file, spec.name, Float32Array.from(new Uint16Array(bytes), halfToFloat))
  } else if (spec.quantization) {
    checkFinite(files.file, spec.name, [spec.quantization.min ?? 0, spec.quantization.scale ?? 1])
  } else if (spec.dtype === 'float32') {
    checkFinite(files.file, spec.name, new Float32Array(bytes))
  }
}

function join(parts: readonly ArrayBuffer[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(new Uint8Array(part), offset)
    offset += part.byteLength
  }
  return whole.buffer
}
