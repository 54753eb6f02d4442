// The few rows that a convolution needs at a time, formed once, with their edges.
import type { Pixels } from '../../../core/units'
import type { Pass } from '../fused/fuse'
import { pitchOf, pixelBytes, type Space } from './layout'
import type { Machine } from './machine'
import type { FormRow } from './view-rows'

export class Ring {
  readonly edge: number
  private readonly dilation: number
  readonly stride: number
  private readonly start: number
  private readonly zeros: number
  private readonly rowBytes: number
  private readonly held: Int32Array
  private readonly rows: number
  private readonly width: number

  constructor(
    private readonly machine: Machine,
    private readonly pass: Pass,
    private readonly form: FormRow,
    width: Pixels,
    height: Pixels,
    space: Space,
    /** Rows that are held at a time. */
    private readonly count: number,
  ) {
    const { layer, source } = pass
    const kernel = layer?.kernel ?? 1
    this.dilation = layer?.dilation ?? 1
    this.edge = (this.dilation * (kernel - 1)) / 2
    this.stride = layer?.stride ?? 1
    this.width = width / source.shrink
    this.rows = height / source.shrink
    // A last tile reads past the row.
    const read = pitchOf(this.width / this.stride) * this.stride + kernel * this.dilation
    this.rowBytes = read * pixelBytes(source)
    this.held = new Int32Array(this.count)
    this.start = space.take(this.rowBytes * this.count)
    this.zeros = layer?.pad === 'zero' && this.edge > 0 ? space.take(this.rowBytes) : 0
  }

  begin(): void {
    this.held.fill(-1)
    if (this.zeros > 0) this.machine.f32.fill(0, this.zeros / 4, (this.zeros + this.rowBytes) / 4)
  }

  /** `count` rows from `first` on, as far apart as the taps are. */
  prepare(first: number, count: number): void {
    for (let row = first; row < first + count * this.dilation; row += this.dilation) {
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
    const { edge, dilation, width, machine } = this
    const pixel = pixelBytes(this.pass.source)
    this.form(row, to + edge * pixel)
    const { f32 } = machine
    const floats = pixel / 4
    const [left, right] = [to / 4 + edge * floats, to / 4 + (edge + width) * floats]
    if (this.zeros > 0) {
      f32.fill(0, left - edge * floats, left)
      f32.fill(0, right, right + (edge + dilation) * floats)
      return
    }
    for (let i = 0; i < edge; i++) f32.copyWithin(left - (i + 1) * floats, left, left + floats)
    // One tap more: what goes by squares reads it beyond an odd width, and it must be a number.
    for (let i = 0; i < edge + dilation; i++) f32.copyWithin(right + i * floats, right - floats, right)
  }
}
