// What a bank of styles says of itself: what each was made from, with which losses and at what cost, and what it is bad at.

export interface StyleCard {
  readonly work: string
  readonly painter: string
  /** '1889', 'c. 1831'. */
  readonly year?: string
  /** When the painter died. */
  readonly died?: number
  /** Where the picture of the painting was found. */
  readonly source?: string
  /** Work and painter were told by eye, not by the source. */
  readonly attributed: boolean
  /** What this style is bad at, in a sentence. */
  readonly weak?: string
  /** Addresses of a small picture of the painting, and of paintings by the net. */
  readonly painting?: string
  readonly results: readonly string[]
}

/** `models/<bank>/card.json`. */
export interface BankCard {
  readonly about?: string
  readonly trained?: string
  readonly losses?: string
  readonly cost?: string
  /** Whose photographs the results were painted from. */
  readonly pictures?: string
  readonly licence?: string
  readonly weak: readonly string[]
  /** By the style's name in the bank. */
  readonly styles: Readonly<Record<string, StyleCard>>
}
