// A thread's part of a painting: the passes of one picture size, row by row as the team hands them out.
import type { Pixels } from '../../core/units'
import type { Fused, NormStep, Pass } from '../fused/fuse'
import { slicesOf, type Stored } from '../fused/view'
import { convName, depthwiseName, tileOf } from './conv-kernel'
import { type Fixed, layoutSize, pitchOf, pixelBytes, type Sized, Space } from './layout'
import { convShapes, depthwiseShape, type Machine } from './machine'
import { blocksOf, sideOf } from './pack'
import type { Team } from './team'
import { rowFormer } from './view-rows'

/** What a thread paints with. */
export interface Tools {
  readonly fused: Fused
  readonly fixed: Fixed
  readonly machine: Machine
  readonly team: Team
  /** Of this thread; 0 is the first. */
  readonly place: number
}

/** Chunks of rows for each thread and pass: several, so that a thread that was held up takes fewer. */
const CHUNKS = 4

interface SizedPass {
  readonly rows: number
  begin(): void
  run(row: number): void
  end(): void
}

export class SizedPasses {
  readonly sized: Sized
  private readonly passes: readonly SizedPass[]
  /** Bytes of a thread's own space. */
  private readonly own: number

  constructor(
    private readonly tools: Tools,
    readonly width: Pixels,
    readonly height: Pixels,
  ) {
    this.sized = layoutSize(tools.fixed, tools.fused, width, height)
    // As the first thread has it, to see how much it is; each has as much, one behind the other.
    const first = new Space(this.sized.end)
    const passes = this.build(first)
    this.own = first.end - this.sized.end
    this.passes = tools.place === 0 ? passes : this.build(new Space(this.sized.end + this.own * tools.place))
  }

  /** Bytes of memory that `threads` need. */
  end(threads: number): number {
    return this.sized.end + this.own * threads
  }

  run(threads: number): void {
    const { team } = this.tools
    this.passes.forEach((pass, i) => {
      const chunk = Math.max(1, Math.ceil(pass.rows / (threads === 1 ? 1 : threads * CHUNKS)))
      pass.begin()
      for (let first = team.take(i, chunk); first < pass.rows; first = team.take(i, chunk)) {
        const after = Math.min(pass.rows, first + chunk)
        for (let row = first; row < after; row++) pass.run(row)
      }
      team.meet()
      pass.end()
    })
  }

  private build(space: Space): SizedPass[] {
    const { fused } = this.tools
    const norms = fused.norms.map((norm) => space.take(pixelBytes(norm) * 2))
    return fused.passes.map((pass, i) => this.size(pass, i, norms, space))
  }

  private size(pass: Pass, index: number, norms: readonly number[], space: Space): SizedPass {
    const { machine } = this.tools
    const { width, height, sized } = this
    const targetWidth = width / pass.shrink
    const slices = slicesOf(pass)
    const rowBytes = pitchOf(targetWidth) * pixelBytes(pass)
    const stored = pass.target ? (sized.stored.get(pass.target.id) ?? 0) : null
    const spare = stored === null ? space.take(rowBytes) : 0
    const rowAt = (row: number): number => (stored === null ? spare : stored + row * rowBytes)
    const statistics = pass.norms[0] ? (sized.statistics[pass.norms[0].index] ?? 0) : null
    const finished = (row: number): void => {
      const at = rowAt(row)
      if (statistics !== null) {
        machine.kernels.statistics(statistics + row * slices * 32, at, targetWidth, slices, 1 / targetWidth)
      }
      if (stored !== null) return
      for (const view of pass.after) {
        if (view.kind === 'activation') machine.kernels[view.op](at, targetWidth * slices, view.alpha)
      }
      machine.kernels['to-picture'](sized.painting + row * width * 4, at, targetWidth)
    }
    const source = { machine, sized, width, height, space, norms }
    const form = rowFormer(pass.source, source)
    const end = (): void => {
      for (const norm of pass.norms) this.finish(norm, norms[norm.index] ?? 0)
    }
    if (pass.kind === 'copy') {
      const run = (row: number): void => {
        form(row, rowAt(row))
        finished(row)
      }
      return { rows: height / pass.shrink, begin: () => undefined, run, end }
    }
    const ring = new Ring(machine, pass, form, width, height, space)
    const work = pass.kind === 'conv' ? this.convolve(pass, index, ring, rowAt, space) : this.depthwise(pass, index, ring, rowAt, space) // prettier-ignore
    const keep = pass.side ? this.keeper(pass.side, ring) : null
    const run = (row: number): void => {
      work(row)
      keep?.(row)
      if (!pass.folded) return finished(row)
      finished(row * 2)
      finished(row * 2 + 1)
    }
    const rows = height / (pass.folded ? pass.source.shrink : pass.shrink)
    return { rows, begin: () => ring.begin(), run, end }
  }

  private convolve(
    pass: Pass,
    index: number,
    ring: Ring,
    rowAt: (row: number) => number,
    space: Space,
  ): (row: number) => void {
    const { machine, fixed } = this.tools
    const side = sideOf(pass)
    const pointers = space.take(side * 4)
    const shapes = convShapes(pass)
    const width = this.width / (pass.folded ? pass.source.shrink : pass.shrink)
    let at = fixed.weights[index] ?? 0
    const corners = pass.folded ? [[0, 0], [0, 1], [1, 0], [1, 1]] as const : [[0, 0]] as const // prettier-ignore
    const calls = corners.flatMap(([down, along]) =>
      blocksOf(pass).map(({ slice, vectors }, block) => {
        const shape = shapes[block]
        if (!shape) throw new Error('a block without a shape')
        const weights = at
        at += (1 + shape.rows * shape.run) * vectors * 16
        const run = machine.kernel(convName(shape))
        const tiles = Math.ceil(width / tileOf(vectors))
        return { down, along, weights, run, tiles, offset: along * pixelBytes(pass) + slice * 16 }
      }),
    )
    const pixel = pixelBytes(pass.source)
    return (row) => {
      const first = pass.folded ? row - 1 : row * ring.stride - ring.edge
      ring.prepare(first, pass.folded ? 3 : side)
      for (const { down, along, weights, run, tiles, offset } of calls) {
        for (let k = 0; k < side; k++) machine.i32[pointers / 4 + k] = ring.at(first + down + k) + along * pixel
        run(pointers, weights, rowAt(pass.folded ? row * 2 + down : row) + offset, tiles)
      }
    }
  }

  private depthwise(
    pass: Pass,
    index: number,
    ring: Ring,
    rowAt: (row: number) => number,
    space: Space,
  ): (row: number) => void {
    const { machine, fixed } = this.tools
    const shape = depthwiseShape(pass)
    if (!shape) throw new Error(`${pass.name} is not depthwise`)
    const run = machine.kernel(depthwiseName(shape))
    const weights = fixed.weights[index] ?? 0
    const pointers = space.take(shape.kernel * 4)
    const width = this.width / pass.shrink
    return (row) => {
      const first = row * ring.stride - ring.edge
      ring.prepare(first, shape.kernel)
      for (let k = 0; k < shape.kernel; k++) machine.i32[pointers / 4 + k] = ring.at(first + k)
      run(pointers, weights, rowAt(row), width)
    }
  }

  /** Keeps the loaded row for later passes; the pass reads as many rows as it writes. */
  private keeper(side: Stored, ring: Ring): (row: number) => void {
    const { machine } = this.tools
    const start = this.sized.stored.get(side.id) ?? 0
    const width = this.width / side.shrink
    const pixel = pixelBytes(side)
    return (row) => machine.kernels.copy(start + row * pitchOf(width) * pixel, ring.at(row) + ring.edge * pixel, width * slicesOf(side)) // prettier-ignore
  }

  /** From the rows' statistics to the norm's scale and shift: rows have equal weight, and how their means differ adds to the variance. */
  private finish({ index, layer }: NormStep, address: number): void {
    const { f32 } = this.tools.machine
    const padded = pixelBytes(layer) / 4
    const [rows, width] = [this.height / layer.shrink, this.width / layer.shrink]
    const from = (this.sized.statistics[this.firstOf(index)] ?? 0) / 4
    const style = (this.tools.fixed.styles[index] ?? 0) / 4
    const to = address / 4
    // Channels that only fill a vector stay nothing.
    f32.fill(0, to, to + 2 * padded)
    for (let c = 0; c < layer.channels; c++) {
      let mean = 0
      let squares = 0
      let ofMeans = 0
      const first = f32[from + c] ?? 0
      for (let at = from + c, row = 0; row < rows; row++, at += 2 * padded) {
        const off = (f32[at] ?? 0) - first
        mean += off
        ofMeans += off * off
        squares += f32[at + padded] ?? 0
      }
      mean /= rows
      const variance = squares / (rows * width) + Math.max(0, ofMeans / rows - mean * mean)
      const scale = (f32[style + c] ?? 0) / Math.sqrt(variance + layer.epsilon)
      f32[to + c] = scale
      f32[to + padded + c] = (f32[style + layer.channels + c] ?? 0) - (first + mean) * scale
    }
  }

  /** Norms of one picture share its statistics. */
  private firstOf(index: number): number {
    const pass = this.tools.fused.passes.find((p) => p.norms.some((norm) => norm.index === index))
    return pass?.norms[0]?.index ?? index
  }
}

/** The few rows that a convolution needs at a time, formed once, with their edges. */
class Ring {
  readonly edge: number
  readonly stride: number
  private readonly count: number
  private readonly start: number
  private readonly zeros: number
  private readonly rowBytes: number
  private readonly held: Int32Array
  private readonly rows: number
  private readonly width: number

  constructor(
    private readonly machine: Machine,
    private readonly pass: Pass,
    private readonly form: (row: number, to: number) => void,
    width: Pixels,
    height: Pixels,
    space: Space,
  ) {
    const { layer, source } = pass
    const kernel = layer?.kernel ?? 1
    this.edge = (kernel - 1) / 2
    this.stride = layer?.stride ?? 1
    this.width = width / source.shrink
    this.rows = height / source.shrink
    this.count = kernel
    // A last tile reads past the row.
    const read = pitchOf(this.width / this.stride) * this.stride + kernel
    this.rowBytes = read * pixelBytes(source)
    this.held = new Int32Array(this.count)
    this.start = space.take(this.rowBytes * this.count)
    this.zeros = layer?.pad === 'zero' && this.edge > 0 ? space.take(this.rowBytes) : 0
  }

  begin(): void {
    this.held.fill(-1)
    if (this.zeros > 0) this.machine.f32.fill(0, this.zeros / 4, (this.zeros + this.rowBytes) / 4)
  }

  prepare(first: number, count: number): void {
    for (let row = first; row < first + count; row++) {
      if (this.zeros > 0 && (row < 0 || row >= this.rows)) continue
      const inside = this.inside(row)
      const slot = inside % this.count
      if (this.held[slot] === inside) continue
      this.held[slot] = inside
      this.fill(inside, this.start + slot * this.rowBytes)
    }
  }

  /** Where a prepared row begins, its left edge included. */
  at(row: number): number {
    if (this.zeros > 0 && (row < 0 || row >= this.rows)) return this.zeros
    return this.start + (this.inside(row) % this.count) * this.rowBytes
  }

  private inside(row: number): number {
    return Math.min(this.rows - 1, Math.max(0, row))
  }

  private fill(row: number, to: number): void {
    const { edge, width, machine } = this
    const pixel = pixelBytes(this.pass.source)
    this.form(row, to + edge * pixel)
    const { f32 } = machine
    const floats = pixel / 4
    const [left, right] = [to / 4 + edge * floats, to / 4 + (edge + width) * floats]
    if (this.zeros > 0) {
      f32.fill(0, left - edge * floats, left)
      f32.fill(0, right, right + edge * floats)
      return
    }
    for (let i = 0; i < edge; i++) {
      f32.copyWithin(left - (i + 1) * floats, left, left + floats)
      f32.copyWithin(right + i * floats, right - floats, right)
    }
  }
}
