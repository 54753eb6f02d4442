// A 3x3 convolution at one size by way of squares: two rows at a time.
import type { Pixels } from '../../core/units'
import type { Pass } from '../fused/fuse'
import { slicesOf } from '../fused/view'
import { convName, tileOf } from './conv-kernel'
import { pitchOf, pixelBytes, type Space } from './layout'
import { blocksOf } from './pack'
import type { Ring } from './ring'
import type { RowEnds, SizedPass, Tools } from './tools'
import { fromName, intoName, PARTS, partShapes } from './winograd'

export interface WinogradSize {
  readonly width: Pixels
  readonly height: Pixels
  /** Where the weights are. */
  readonly weights: number
}

export function winogradPass(
  { machine }: Tools,
  pass: Pass,
  size: WinogradSize,
  ring: Ring,
  ends: RowEnds,
  space: Space,
): SizedPass {
  const { width, height } = size
  const [from, to] = [pixelBytes(pass.source), pixelBytes(pass)]
  const squares = Math.ceil(width / 2)
  const parts = space.take(pitchOf(squares) * PARTS * from)
  const products = space.take(pitchOf(squares) * PARTS * to)
  // Where the second row of a last pair goes that the picture does not have.
  const spare = space.take(pitchOf(width) * to)
  const partPointers = space.take(PARTS * 4)
  const rowPointers = space.take(4 * 4)
  const shapes = partShapes(pass)
  let weights = size.weights
  const calls = Array.from({ length: PARTS }, (_, part) =>
    blocksOf(pass).map(({ slice }, block) => {
      const shape = shapes[block]
      if (!shape) throw new Error('a block without a shape')
      const at = weights
      weights += (1 + shape.run) * shape.vectors * 16
      return {
        run: machine.kernel(convName(shape)),
        pointer: partPointers + part * 4,
        weights: at,
        target: products + part * to + slice * 16,
        tiles: Math.ceil(squares / tileOf(shape.vectors)),
      }
    }),
  ).flat()
  const into = machine.kernel(intoName(slicesOf(pass.source)))
  const out = machine.kernel(fromName(slicesOf(pass)))
  const finish = (row: number): void => {
    ends.finished(row)
    ends.keep?.(row)
  }
  return {
    rows: Math.ceil(height / 2),
    begin() {
      ring.begin()
      for (let part = 0; part < PARTS; part++) machine.i32[partPointers / 4 + part] = parts + part * from
    },
    run(pair) {
      const row = pair * 2
      const isPair = row + 1 < height
      ring.prepare(row - 1, 4)
      for (let k = 0; k < 4; k++) machine.i32[rowPointers / 4 + k] = ring.at(row - 1 + k)
      into(parts, rowPointers, squares)
      for (const call of calls) call.run(call.pointer, call.weights, call.target, call.tiles)
      out(ends.rowAt(row), isPair ? ends.rowAt(row + 1) : spare, products, squares)
      finish(row)
      if (isPair) finish(row + 1)
    },
    end: () => ends.end(),
  }
}
