// A thread's part of a painting: the passes of one picture size, row by row as the team hands them out.
import type { Pixels } from '../../../core/units'
import type { NormStep, Pass } from '../fused/fuse'
import { slicesOf, type Stored } from '../fused/view'
import { convName, depthwiseName, tileOf } from './conv-kernel'
import { layoutSize, pitchOf, pixelBytes, type Sized, Space } from './layout'
import { convShapes, depthwiseShape } from './machine'
import { blocksOf, sideOf } from './pack'
import type { SizedPass, Tools } from './kernel-context'
import { Ring } from './row-ring'
import { rowFormer } from './view-rows'
import { usesWinograd } from './winograd'
import { winogradPass } from './winograd-pass'

/** Chunks of rows for each thread and pass: several, so that a thread that was held up takes fewer. */
const CHUNKS = 4

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
      const chunk = Math.max(pass.together, Math.ceil(pass.rows / (threads === 1 ? 1 : threads * CHUNKS)))
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
    const norms = fused.norms.map((norm) => space.take(pixelBytes(norm) * 4))
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
    const masked = (): boolean => this.tools.team.masked
    const source = { machine, sized, width, height, space, norms, masked }
    const form = rowFormer(pass.source, source)
    const end = (): void => {
      for (const norm of pass.norms) this.finish(norm, norms[norm.index] ?? 0)
    }
    if (pass.kind === 'copy') {
      const run = (row: number): void => {
        form(row, rowAt(row))
        finished(row)
      }
      return { rows: height / pass.shrink, together: 1, begin: () => undefined, run, end }
    }
    const squares = usesWinograd(pass)
    const ring = new Ring(
      machine,
      pass,
      form,
      width,
      height,
      space,
      squares ? 4 * (pass.layer?.dilation ?? 1) : (pass.layer?.kernel ?? 1),
    )
    const keep = pass.side ? this.keeper(pass.side, ring) : null
    if (squares) {
      const at = { width: targetWidth, height: height / pass.shrink, weights: this.tools.fixed.weights[index] ?? 0 }
      return winogradPass(this.tools, pass, at, ring, { rowAt, finished, keep, end }, space)
    }
    const work =
      pass.kind === 'conv'
        ? this.convolve(pass, index, ring, rowAt, space)
        : this.depthwise(pass, index, ring, rowAt, space)
    const run = (row: number): void => {
      work(row)
      keep?.(row)
      if (!pass.folded) return finished(row)
      finished(row * 2)
      finished(row * 2 + 1)
    }
    const rows = height / (pass.folded ? pass.source.shrink : pass.shrink)
    return { rows, together: 1, begin: () => ring.begin(), run, end }
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
    const corners = pass.folded
      ? ([
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ] as const)
      : ([[0, 0]] as const)
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
    return (row) =>
      machine.kernels.copy(
        start + row * pitchOf(width) * pixel,
        ring.at(row) + ring.edge * pixel,
        width * slicesOf(side),
      )
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
    f32.fill(0, to, to + 4 * padded)
    const { masked } = this.tools.team
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
      const root = Math.sqrt(variance + layer.epsilon)
      const scale = (f32[style + c] ?? 0) / root
      const shift = (f32[style + layer.channels + c] ?? 0) - (first + mean) * scale
      f32[to + c] = scale
      f32[to + padded + c] = shift
      if (!masked) continue
      const second = style + 2 * layer.channels + c
      const scale2 = (f32[second] ?? 0) / root
      f32[to + 2 * padded + c] = scale2 - scale
      f32[to + 3 * padded + c] = (f32[second + layer.channels] ?? 0) - (first + mean) * scale2 - shift
    }
  }

  /** Norms of one picture share its statistics. */
  private firstOf(index: number): number {
    const pass = this.tools.fused.passes.find((p) => p.norms.some((norm) => norm.index === index))
    return pass?.norms[0]?.index ?? index
  }
}
