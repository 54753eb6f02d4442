// The median and the spread of the last n numbers, kept in order so that asking costs nothing.

export class RunningMedian {
  private readonly ring: Float64Array
  private readonly sorted: Float64Array
  private count = 0
  private at = 0

  constructor(size: number) {
    this.ring = new Float64Array(size)
    this.sorted = new Float64Array(size)
  }

  push(value: number): void {
    if (this.count === this.ring.length) this.remove(this.ring[this.at] ?? 0)
    this.ring[this.at] = value
    this.at = (this.at + 1) % this.ring.length
    let i = this.count++
    for (; i > 0 && (this.sorted[i - 1] ?? 0) > value; i--) this.sorted[i] = this.sorted[i - 1] ?? 0
    this.sorted[i] = value
  }

  /** The value below which `share` (0..1) of the last n lie; 0 while there are none. */
  quantile(share: number): number {
    if (this.count === 0) return 0
    return this.sorted[Math.min(this.count - 1, Math.floor(share * this.count))] ?? 0
  }

  private remove(value: number): void {
    let i = 0
    while (i < this.count - 1 && this.sorted[i] !== value) i++
    this.sorted.copyWithin(i, i + 1, this.count)
    this.count--
  }
}
