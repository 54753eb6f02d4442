// Films and pictures by name: addresses as they are, and the files of this visit as 'file:<name>', so that both fit in one text parameter.
import type { Place } from './input-kind'

const SCHEME = 'file:'

export class FileRegistry {
  private readonly files = new Map<string, File>()

  /** Keeps a file for this visit; returns the text it goes by. */
  keep(file: File): string {
    this.files.set(file.name, file)
    return SCHEME + file.name
  }

  /** What a text stands for; null for a file of an earlier visit. */
  find(text: string): Place | null {
    if (!text.startsWith(SCHEME)) return { name: shortName(text), url: text, file: null }
    const name = text.slice(SCHEME.length)
    const file = this.files.get(name)
    return file ? { name, url: '', file } : null
  }
}

/** True for the text of a file, which no later visit can find. */
export function isFile(text: string): boolean {
  return text.startsWith(SCHEME)
}

/** The last part of an address, for the performer. */
export function shortName(url: string): string {
  if (url.startsWith('data:')) return 'data address'
  const path = url.split(/[?#]/)[0] ?? url
  const last = path.split('/').findLast((part) => part !== '') ?? url
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
