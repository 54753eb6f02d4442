// TensorFlow.js on the processor: the reference that our own kernels agree with, and what paints the models that they do not know.
import * as tf from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import type { MaskShape } from '../../../contracts/style'
import { ImpastoError } from '../../../core/errors'
import type { Pixels } from '../../../core/units'
import { maskNumbers, maskPlane } from '../../mask/mask-shape'
import type { LoadMessage } from '../wasm/wasm-messages'
import { createProgram } from './program'
import type { WasmProgram } from '../wasm/wasm-program'

/** @throws {ImpastoError} when TensorFlow.js or the model does not start */
export async function createTensorflowProgram({ model, simd }: LoadMessage): Promise<WasmProgram> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    // Never fetched, but it must be named.
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  })
  // Its threads start from the text of a bundled function, which a minifier takes out of its surroundings: a build fails there.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  if (!simd) tf.env().set('WASM_HAS_SIMD_SUPPORT', false)
  if (!(await tf.setBackend('wasm'))) {
    throw new ImpastoError({
      asked: 'The painter was to start TensorFlow.js on the processor (WASM)',
      found: 'its program could not be loaded, or this browser cannot run it',
      remedy: 'The stage plays on without it; check the connection and choose the style again.',
    })
  }
  const program = await createProgram(tf, model)
  const vectors = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT').then(Boolean)
  let numbers = new Float32Array(0)
  return {
    simd: vectors,
    threads: 1,
    get tensors() {
      return tf.memory().numTensors
    },
    setMix: (mix, second) => program.setMix(mix, second),
    paint(rgba, width, height, painting, mask = null) {
      const count = width * height * 3
      if (numbers.length !== count) numbers = new Float32Array(count)
      readNumbers(rgba, numbers)
      const picture = tf.tensor4d(numbers, [1, height, width, 3])
      const at = mask && tf.tensor4d(planeOf(mask, rgba, width, height), [1, height, width, 1])
      const painted = program.run(picture, at)
      at?.dispose()
      writePixels(painted.dataSync<'float32'>(), painting)
      picture.dispose()
      painted.dispose()
    },
  }
}

function planeOf(shape: MaskShape, rgba: Uint8ClampedArray, width: Pixels, height: Pixels): Float32Array {
  const plane = new Float32Array(width * height)
  maskPlane(maskNumbers(shape, width, height), rgba, width, height, shape.drawing, plane)
  return plane
}

function readNumbers(rgba: Uint8ClampedArray, rgb: Float32Array): void {
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = (rgba[from] ?? 0) / 255
    rgb[to + 1] = (rgba[from + 1] ?? 0) / 255
    rgb[to + 2] = (rgba[from + 2] ?? 0) / 255
  }
}

function writePixels(rgb: Float32Array, pixels: Uint8ClampedArray): void {
  for (let from = 0, to = 0; to < pixels.length; from += 3, to += 4) {
    pixels[to] = (rgb[from] ?? 0) * 255
    pixels[to + 1] = (rgb[from + 1] ?? 0) * 255
    pixels[to + 2] = (rgb[from + 2] ?? 0) * 255
    pixels[to + 3] = 255
  }
}
