// A mask in TensorFlow.js, for a picture that is on the GPU already.
import type { MaskShape } from '../../contracts/style'
import type { Tensor4D, Tf } from '../runtimes/tfjs/program'
import { maskNumbers, maskPlane } from './mask-shape'

/** [1, height, width, 1], as `maskPlane` makes it. */
export function maskTensor(tf: Tf, shape: MaskShape, picture: Tensor4D): Tensor4D {
  const [, height, width] = picture.shape
  const numbers = maskNumbers(shape, width, height)
  if (shape.kind !== 'luminance') {
    const plane = new Float32Array(width * height)
    maskPlane(numbers, [], width, height, shape.drawing, plane)
    return tf.tensor4d(plane, [1, height, width, 1])
  }
  const light = tf.sum<Tensor4D>(tf.mul(picture, [0.2126, 0.7152, 0.0722]), 3, true)
  const t = tf.clipByValue(tf.div(tf.add(light, numbers.edge - 1), numbers.width), 0, 1)
  const m = tf.mul<Tensor4D>(tf.square(t), tf.sub(3, tf.mul(t, 2)))
  return numbers.invert === 1 ? tf.sub(1, m) : m
}
