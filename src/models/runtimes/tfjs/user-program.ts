// Runs anybody's TensorFlow.js GraphModel or LayersModel that maps an image to an image.
import type { io, Tensor } from '@tensorflow/tfjs-core'
import { ImpastoError, messageOf } from '../../../core/errors'
import { PLAY_ON } from '../../fields'
import type { ModelHeader, PicturePort } from '../../header'
import type { UserModel } from '../../loaded-model'
import type { Program, Tensor4D, Tf } from './program'

interface Runner {
  /** [batch, height, width, channels], null where any will do. */
  readonly shape: readonly (number | null)[]
  run(x: Tensor4D): Tensor | Tensor[]
  dispose(): void
}

/** @throws {ImpastoError} naming the model's file and what TensorFlow.js said */
export async function createUserProgram(tf: Tf, model: UserModel): Promise<Program> {
  const { header } = model
  let runner: Runner
  try {
    runner = await (model.kind === 'graph' ? graphRunner(model) : layersRunner(model))
  } catch (cause) {
    throw refused(header, cause)
  }
  try {
    checkShape(header, runner.shape)
  } catch (thrown) {
    runner.dispose()
    throw thrown
  }
  let disposed = false
  return {
    setMix: () => undefined,
    run(picture) {
      try {
        return tf.tidy(() => {
          const given = runner.run(toRange(tf, picture, header.picture))
          const painting = Array.isArray(given) ? given[0] : given
          if (!painting || !isPicture(painting)) {
            throw new Error(`it gives [${painting?.shape.join(', ') ?? ''}], not one picture [1, height, width, 3]`)
          }
          const [, height, width] = picture.shape
          const [, h, w] = painting.shape
          const sized = h === height && w === width ? painting : tf.image.resizeBilinear(painting, [height, width])
          return fromRange(tf, sized, header.painting)
        })
      } catch (cause) {
        throw refused(header, cause)
      }
    },
    dispose() {
      if (!disposed) runner.dispose()
      disposed = true
    },
  }
}

async function graphRunner(model: UserModel): Promise<Runner> {
  const { loadGraphModel } = await import('@tensorflow/tfjs-converter')
  const graph = await loadGraphModel(handler(model))
  return {
    shape: graph.inputs[0]?.shape ?? [],
    run: (x) => graph.execute(x),
    dispose: () => graph.dispose(),
  }
}

async function layersRunner(model: UserModel): Promise<Runner> {
  const { loadLayersModel } = await import('@tensorflow/tfjs-layers')
  const layers = await loadLayersModel(handler(model))
  const shape = layers.inputs[0]?.shape ?? []
  return {
    shape,
    run: (x) => layers.predictOnBatch(x),
    dispose: () => layers.dispose(),
  }
}

function handler({ topology, specs, data }: UserModel): io.IOHandler {
  return { load: () => Promise.resolve({ modelTopology: topology, weightSpecs: specs, weightData: data }) }
}

function checkShape(header: ModelHeader, shape: readonly (number | null)[]): void {
  const [, height, width, channels] = shape
  const fail = (asked: string, found: string): never => {
    throw new ImpastoError({ asked: `${header.file}: ${asked}`, found, remedy: PLAY_ON })
  }
  if (shape.length !== 4 || (channels !== 3 && channels !== null && channels !== -1)) {
    fail('model must take one picture [1, height, width, 3]', `it takes [${shape.join(', ')}]`)
  }
  const fixed = typeof height === 'number' && height > 0 && typeof width === 'number' && width > 0
  if (fixed && (header.size?.width !== width || header.size.height !== height)) {
    const found = header.size ? `it says [${header.size.width}, ${header.size.height}]` : 'it is missing'
    fail(`size must be [${width}, ${height}], the only size the model takes`, found)
  }
}

function toRange(tf: Tf, x: Tensor4D, { range: [black, white], channels }: PicturePort): Tensor4D {
  const ordered = channels === 'bgr' ? tf.reverse(x, 3) : x
  return black === 0 && white === 1 ? ordered : tf.add(tf.mul(ordered, white - black), black)
}

function fromRange(tf: Tf, y: Tensor4D, { range: [black, white], channels }: PicturePort): Tensor4D {
  const ordered = channels === 'bgr' ? tf.reverse(y, 3) : y
  // Always a new tensor: the model may hand out its own input.
  const plain = black === 0 && white === 1 ? ordered : tf.mul<Tensor4D>(tf.sub(ordered, black), 1 / (white - black))
  return tf.clipByValue(plain, 0, 1)
}

function isPicture(tensor: Tensor): tensor is Tensor4D {
  return tensor.rank === 4 && tensor.shape[0] === 1 && tensor.shape[3] === 3
}

function refused(header: ModelHeader, cause: unknown): ImpastoError {
  if (cause instanceof ImpastoError) return cause
  const asked = `${header.file}: model (${header.content}) must be an image-to-image model that TensorFlow.js can run`
  return new ImpastoError({ asked, found: messageOf(cause).slice(0, 300), remedy: PLAY_ON, cause })
}
