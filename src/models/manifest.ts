// Which models there are, as the Vite plugin found them in models/, and which styles the page can offer before any is loaded.
import type { StyleInfo } from '../contracts/style'
import type { StyleEntry } from './header'

export interface ManifestStyle extends StyleEntry {
  /** Address of a small painted picture. */
  readonly thumbnail?: string
}

/** One folder in models/. */
export interface ManifestEntry {
  readonly id: string
  /** Where its model.json is. */
  readonly url: string
  readonly title?: string
  /** The model whose styles it paints too, lighter or heavier. */
  readonly editionOf?: string
  /** Missing when model.json could not be read; loading the model says why. */
  readonly styles?: readonly ManifestStyle[]
}

/** `model` is the bank: which of its editions paints, `ModelVariants` knows. */
export interface RoomStyle extends StyleInfo {
  /** The style's name inside its model, where another model has one of the same name. */
  readonly inModel: string
  readonly thumbnail?: string
}

/** The name that editions of the same styles share: the first one's. */
export function bankOf({ id, editionOf = id }: Pick<ManifestEntry, 'id' | 'editionOf'>): string {
  return editionOf
}

/** All styles of all banks, each once. A name that an earlier model has already is made unique by the model's: 'ink/great-wave' → 'ink-great-wave'. */
export function allStyles(manifest: readonly ManifestEntry[]): RoomStyle[] {
  const styles: RoomStyle[] = []
  for (const entry of manifest) {
    const model = bankOf(entry)
    for (const style of entry.styles ?? []) {
      if (styles.some((s) => s.model === model && s.inModel === style.id)) continue
      const taken = styles.some((s) => s.id === style.id) || style.id === 'none' || style.id === 'mix'
      styles.push({ ...style, id: taken ? `${entry.id}-${style.id}` : style.id, inModel: style.id, model })
    }
  }
  return styles
}
