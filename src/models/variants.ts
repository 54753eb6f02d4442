// A bank may come in editions with the same styles, a full one and a light one; here is which of them paints.
import { bankOf, type ManifestEntry } from './manifest'

export class ModelVariants {
  /** By bank, the edition that was asked for last. */
  private readonly chosen = new Map<string, string>()
  /** Variants that would not play; asked for again, they get another chance. */
  private readonly bad = new Set<string>()

  constructor(private readonly manifest: readonly ManifestEntry[]) {}

  /** `id` is to paint its bank's styles. @returns that bank, undefined where there is no such model */
  choose(id: string): string | undefined {
    const entry = this.manifest.find((each) => each.id === id)
    if (!entry) return undefined
    const bank = bankOf(entry)
    this.chosen.set(bank, id)
    this.bad.delete(id)
    return bank
  }

  /** The model that paints `bank`'s styles: the chosen edition, else the first; another where that one would not play. */
  of(bank: string): string | undefined {
    const all = this.manifest.filter((entry) => bankOf(entry) === bank).map(({ id }) => id)
    const wanted = this.chosen.get(bank)
    const inTurn = wanted === undefined ? all : [wanted, ...all]
    return inTurn.find((id) => !this.bad.has(id)) ?? inTurn[0]
  }

  failed(id: string): void {
    this.bad.add(id)
  }

  played(id: string): void {
    this.bad.delete(id)
  }

  /** Whether one of the bank's editions may play. */
  mayPlay(bank: string): boolean {
    const id = this.of(bank)
    return id !== undefined && !this.bad.has(id)
  }
}
