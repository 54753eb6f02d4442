// The worker that paints on the processor: one model, one job at a time.
import { ImpastoError, messageOf } from '../../../core/errors'
import type { Pixels } from '../../../core/units'
import type { FromWorker, LoadMessage, PaintMessage, ToWorker } from './wasm-messages'
import { openWasmProgram, type WasmProgram } from './wasm-program'

let program: WasmProgram | null = null
let canvas: OffscreenCanvas | null = null

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const work = data.type === 'load' ? load(data) : Promise.resolve().then(() => paint(data))
  work.catch((thrown: unknown) => {
    const shown =
      thrown instanceof ImpastoError ? { asked: thrown.asked, found: thrown.found, remedy: thrown.remedy } : null
    answer({ type: 'failed', shown, message: messageOf(thrown) })
  })
})

async function load(message: LoadMessage): Promise<void> {
  const opened = await openWasmProgram(message)
  program = opened.program
  answer({ type: 'ready', simd: program.simd, wrong: opened.wrong })
}

function paint(job: PaintMessage): void {
  if (!program) throw new Error('a job came before the model')
  const { width, height } = job
  const size = width * height * 4
  const pixels = job.recycled?.length === size ? job.recycled : new Uint8ClampedArray(size)
  const { threads } = program
  program.setMix(job.mix, job.mask?.mix)
  const picture = 'bitmap' in job.source ? drawn(job.source, width, height) : job.source.pixels
  program.paint(picture, width, height, pixels, job.mask?.shape)
  answer({ type: 'painted', pixels, tensors: program.tensors, threads }, [pixels.buffer])
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

function answer(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer })
}
