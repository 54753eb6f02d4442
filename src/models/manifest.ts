// Which models there are, as the Vite plugin found them in models/, and which styles the page can offer before any is loaded.
import type { StyleInfo } from '../core/contracts'
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
  /** Missing when model.json could not be read; loading the model says why. */
  readonly styles?: readonly ManifestStyle[]
}

export interface RoomStyle extends StyleInfo {
  /** The style's name inside its model, where another model has one of the same name. */
  readonly inModel: string
  readonly thumbnail?: string
}

/** All styles of all models. A name that an earlier model has already is made unique by the model's: 'ink/great-wave' → 'ink-great-wave'. */
export function allStyles(manifest: readonly ManifestEntry[]): RoomStyle[] {
  const styles: RoomStyle[] = []
  for (const entry of manifest) {
    for (const style of entry.styles ?? []) {
      const taken = styles.some((s) => s.id === style.id) || style.id === 'none' || style.id === 'mix'
      styles.push({ ...style, id: taken ? `${entry.id}-${style.id}` : style.id, inModel: style.id, model: entry.id })
    }
  }
  return styles
}
