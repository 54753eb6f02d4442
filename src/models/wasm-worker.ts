// The worker that paints on the processor: TensorFlow.js on WASM, one model, one job at a time.
import * as tf from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { ImpastoError, messageOf } from '../core/errors'
import type { Pixels } from '../core/units'
import { createProgram, type Program } from './program'
import type { FromWorker, LoadMessage, PaintMessage, ToWorker } from './wasm-messages'

let program: Program | null = null
let canvas: OffscreenCanvas | null = null
let numbers = new Float32Array(0)

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const work = data.type === 'load' ? load(data) : Promise.resolve().then(() => paint(data))
  work.catch((thrown: unknown) => {
    const shown =
      thrown instanceof ImpastoError ? { asked: thrown.asked, found: thrown.found, remedy: thrown.remedy } : null
    answer({ type: 'failed', shown, message: messageOf(thrown) })
  })
})

async function load({ model, simd }: LoadMessage): Promise<void> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
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
  program = await createProgram(tf, model)
  answer({ type: 'ready', simd: await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT').then(Boolean) })
}

function paint(job: PaintMessage): void {
  if (!program) throw new Error('a job came before the model')
  const { width, height } = job
  readNumbers('bitmap' in job.source ? drawn(job.source, width, height) : job.source.pixels)
  program.setMix(job.mix)
  const picture = tf.tensor4d(numbers, [1, height, width, 3])
  const painting = program.run(picture)
  const painted = painting.dataSync<'float32'>()
  picture.dispose()
  painting.dispose()
  const size = width * height * 4
  const pixels = job.recycled?.length === size ? job.recycled : new Uint8ClampedArray(size)
  writePixels(painted, pixels)
  answer({ type: 'painted', pixels, tensors: tf.memory().numTensors }, [pixels.buffer])
}

/** A bitmap as RGBA of the job's size, left and right exchanged where the source asks for it. */
function drawn(source: { bitmap: ImageBitmap; mirror: boolean }, width: Pixels, height: Pixels): Uint8ClampedArray {
  canvas ??= new OffscreenCanvas(width, height)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new Error('the browser gave no canvas to read the picture from')
  // Where a picture is transparent the one before would show.
  context.resetTransform()
  context.clearRect(0, 0, width, height)
  context.setTransform(source.mirror ? -1 : 1, 0, 0, 1, source.mirror ? width : 0, 0)
  context.drawImage(source.bitmap, 0, 0, width, height)
  source.bitmap.close()
  return context.getImageData(0, 0, width, height).data
}

function readNumbers(rgba: Uint8ClampedArray): void {
  const count = (rgba.length / 4) * 3
  if (numbers.length !== count) numbers = new Float32Array(count)
  for (let from = 0, to = 0; to < count; from += 4, to += 3) {
    numbers[to] = (rgba[from] ?? 0) / 255
    numbers[to + 1] = (rgba[from + 1] ?? 0) / 255
    numbers[to + 2] = (rgba[from + 2] ?? 0) / 255
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

function answer(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer })
}
