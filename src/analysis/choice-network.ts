// One hidden layer that looks at a candidate's features and says how likely it is the one. Fitted by test/bench/audio/bench-fit.ts.

export interface ChoiceNetwork {
  /** Subtracted from each feature, and divided into it. */
  readonly centre: readonly number[]
  readonly scale: readonly number[]
  /** Row by row: a hidden unit's weights, one for each feature. */
  readonly hidden: readonly number[]
  readonly bias: readonly number[]
  readonly output: readonly number[]
}

/** The logarithm of the odds of one candidate, up to a constant that all candidates share. Allocates nothing. */
export function scoreChoice(network: ChoiceNetwork, features: ArrayLike<number>): number {
  const { centre, scale, hidden, bias, output } = network
  let score = 0
  for (let h = 0; h < output.length; h++) {
    let sum = bias[h] ?? 0
    const row = h * features.length
    for (let f = 0; f < features.length; f++) {
      sum += (hidden[row + f] ?? 0) * (((features[f] ?? 0) - (centre[f] ?? 0)) / (scale[f] ?? 1))
    }
    score += (output[h] ?? 0) * Math.tanh(sum)
  }
  return score
}
