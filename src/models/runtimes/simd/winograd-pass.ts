// A 3x3 convolution at one size by way of squares: two rows at a time, as far apart as the taps are.
import type { Pixels } from '../../../core/units'
import type { Pass } from '../fused/fuse'
import { slicesOf } from '../fused/view'
import { convName, tileOf } from './conv-kernel'
import { pitchOf, pixelBytes, type Space } from './layout'
import { blocksOf } from './pack'
import type { Ring } from './row-ring'
import type { RowEnds, SizedPass, Tools } from './kernel-context'
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
  const dilation = pass.layer?.dilation ?? 1
  const phases = phasesOf(width, dilation)
  const squares = phases.reduce((all, phase) => all + phase.squares, 0)
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
  const into = machine.kernel(intoName(slicesOf(pass.source), dilation))
  const out = machine.kernel(fromName(slicesOf(pass), dilation))
  const finish = (row: number): void => {
    ends.finished(row)
    ends.keep?.(row)
  }
  return {
    rows: pairsOf(height, dilation),
    together: 2 * dilation,
    begin() {
      ring.begin()
      for (let part = 0; part < PARTS; part++) machine.i32[partPointers / 4 + part] = parts + part * from
    },
    run(pair) {
      const row = Math.floor(pair / dilation) * 2 * dilation + (pair % dilation)
      const other = row + dilation
      const isPair = other < height
      ring.prepare(row - dilation, 4)
      for (const { first, at, squares: many } of phases) {
        for (let k = 0; k < 4; k++) {
          machine.i32[rowPointers / 4 + k] = ring.at(row + (k - 1) * dilation) + first * from
        }
        into(parts + at * PARTS * from, rowPointers, many)
      }
      for (const call of calls) call.run(call.pointer, call.weights, call.target, call.tiles)
      const [above, below] = [ends.rowAt(row), isPair ? ends.rowAt(other) : spare]
      for (const { first, at, squares: many } of phases) {
        out(above + first * to, below + first * to, products + at * PARTS * to, many)
      }
      finish(row)
      if (isPair) finish(other)
    },
    end: () => ends.end(),
  }
}

/** The pixels of a row that only see each other: each begins at `first`, has its squares behind the `at` of those before. */
function phasesOf(width: Pixels, dilation: number): { first: number; at: number; squares: number }[] {
  const phases: { first: number; at: number; squares: number }[] = []
  let at = 0
  for (let first = 0; first < Math.min(dilation, width); first++) {
    const squares = Math.ceil(Math.ceil((width - first) / dilation) / 2)
    phases.push({ first, at, squares })
    at += squares
  }
  return phases
}

/** Pairs of rows `dilation` apart, those at the end without a second one counted in. */
function pairsOf(height: Pixels, dilation: number): number {
  const whole = Math.floor(height / (2 * dilation))
  return whole * dilation + Math.min(dilation, height - whole * 2 * dilation)
}
