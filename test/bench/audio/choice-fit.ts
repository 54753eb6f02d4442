// Fits a network that chooses one of several candidates: cross-entropy over them, by Adam (Kingma and Ba, 2015).
import type { ChoiceNetwork } from '../../../src/analysis/choice-network'
import { seededRandom } from '../../../src/core/random'

const BATCH = 32
const DECAY = 2e-4

/** One decision. */
export interface Example {
  /** All candidates' features, one candidate after the other. */
  readonly features: Float32Array
  /** How likely each candidate should be; sums to 1. */
  readonly wanted: Float64Array
}

export interface FitOptions {
  /** Features of a candidate. */
  readonly width: number
  readonly hidden: number
  readonly epochs: number
  /** Examples that are only looked at, not learnt from. */
  readonly held: readonly Example[]
  readonly said: (line: string) => void
}

export function fitChoice(data: readonly Example[], options: FitOptions): ChoiceNetwork {
  const { width, hidden, epochs, said } = options
  const { centre, scale } = standard(data, width)
  const random = seededRandom(7)
  const inner = hidden * width
  const count = inner + 2 * hidden
  const spread = (i: number) => (i < inner ? 0.3 : i < inner + hidden ? 0 : 1)
  const weights = Float64Array.from({ length: count }, (_, i) => (random() - 0.5) * spread(i))
  const slope = new Float64Array(count)
  const first = new Float64Array(count)
  const second = new Float64Array(count)
  const normalise = (e: Example) => ({
    wanted: e.wanted,
    features: e.features.map((x, i) => (x - (centre[i % width] ?? 0)) / (scale[i % width] ?? 1)),
  })
  const ready = data.map(normalise)
  const held = options.held.map(normalise)
  const model = new Model(weights, width, hidden, data[0]?.wanted.length ?? 0)
  let step = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0
    const rate = 0.004 * (0.5 + 0.5 * Math.cos((Math.PI * epoch) / epochs)) + 1e-5
    for (let b = 0; b < ready.length; b += BATCH) {
      slope.fill(0)
      for (let k = 0; k < BATCH; k++) {
        const example = ready[Math.floor(random() * ready.length)]
        if (example) loss += model.gradient(example, slope) / ready.length
      }
      step++
      for (let i = 0; i < count; i++) {
        const g = (slope[i] ?? 0) / BATCH + DECAY * (weights[i] ?? 0)
        first[i] = 0.9 * (first[i] ?? 0) + 0.1 * g
        second[i] = 0.999 * (second[i] ?? 0) + 0.001 * g * g
        const lean = (first[i] ?? 0) / (1 - 0.9 ** step)
        const size = Math.sqrt((second[i] ?? 0) / (1 - 0.999 ** step)) + 1e-8
        weights[i] = (weights[i] ?? 0) - (rate * lean) / size
      }
    }
    if (epoch % 5 === 4)
      said(
        `epoch ${epoch + 1}  loss ${loss.toFixed(3)}  right ${model.share(ready).toFixed(3)}, unseen ${model.share(held).toFixed(3)}`,
      )
  }
  const rounded = (from: number, to: number) => [...weights.subarray(from, to)].map((w) => Number(w.toFixed(4)))
  return {
    centre,
    scale,
    hidden: rounded(0, inner),
    bias: rounded(inner, inner + hidden),
    output: rounded(inner + hidden, count),
  }
}

class Model {
  private readonly active: Float64Array
  private readonly scores: Float64Array

  constructor(
    private readonly weights: Float64Array,
    private readonly width: number,
    private readonly hidden: number,
    private readonly candidates: number,
  ) {
    this.active = new Float64Array(candidates * hidden)
    this.scores = new Float64Array(candidates)
  }

  private forward({ features }: Example): void {
    const { weights, width, hidden, candidates, active, scores } = this
    const bias = hidden * width
    for (let c = 0; c < candidates; c++) {
      let score = 0
      for (let h = 0; h < hidden; h++) {
        let sum = weights[bias + h] ?? 0
        for (let f = 0; f < width; f++) sum += (weights[h * width + f] ?? 0) * (features[c * width + f] ?? 0)
        const a = Math.tanh(sum)
        active[c * hidden + h] = a
        score += (weights[bias + hidden + h] ?? 0) * a
      }
      scores[c] = score
    }
  }

  /** Adds the loss's slope for one example to `slope`; returns the loss. */
  gradient(example: Example, slope: Float64Array): number {
    this.forward(example)
    const { weights, width, hidden, candidates, active, scores } = this
    const bias = hidden * width
    const most = scores.reduce((a, b) => Math.max(a, b), -1e9)
    const total = scores.reduce((a, b) => a + Math.exp(b - most), 0)
    let loss = 0
    for (let c = 0; c < candidates; c++) {
      const wanted = example.wanted[c] ?? 0
      const is = Math.exp((scores[c] ?? 0) - most) / total
      if (wanted > 0) loss -= wanted * Math.log(is + 1e-12)
      const error = is - wanted
      if (Math.abs(error) < 1e-5) continue
      for (let h = 0; h < hidden; h++) {
        const a = active[c * hidden + h] ?? 0
        slope[bias + hidden + h] = (slope[bias + hidden + h] ?? 0) + error * a
        const back = error * (weights[bias + hidden + h] ?? 0) * (1 - a * a)
        slope[bias + h] = (slope[bias + h] ?? 0) + back
        for (let f = 0; f < width; f++) {
          slope[h * width + f] = (slope[h * width + f] ?? 0) + back * (example.features[c * width + f] ?? 0)
        }
      }
    }
    return loss
  }

  /** The share of examples whose best candidate is one that was wanted. */
  share(data: readonly Example[]): number {
    let right = 0
    for (const example of data) {
      this.forward(example)
      const best = this.scores.reduce((top, s, c) => (s > (this.scores[top] ?? 0) ? c : top), 0)
      if ((example.wanted[best] ?? 0) > 0) right++
    }
    return right / Math.max(1, data.length)
  }
}

function standard(data: readonly Example[], width: number): { centre: number[]; scale: number[] } {
  const sum = new Float64Array(width)
  const squares = new Float64Array(width)
  let count = 0
  for (const { features } of data) {
    for (let i = 0; i < features.length; i++) {
      const x = features[i] ?? 0
      sum[i % width] = (sum[i % width] ?? 0) + x
      squares[i % width] = (squares[i % width] ?? 0) + x * x
    }
    count += features.length / width
  }
  const centre = [...sum].map((s) => Number((s / count).toFixed(4)))
  const scale = [...squares].map((s, i) =>
    Number((Math.sqrt(Math.max(0, s / count - (centre[i] ?? 0) ** 2)) + 1e-3).toFixed(4)),
  )
  return { centre, scale }
}
