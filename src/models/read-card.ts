// Reads a bank's card.json: every part but the styles' works and painters may be missing.
import type { BankCard, StyleCard } from '../contracts/bank-card'
import { ImpastoError } from '../core/errors'
import { type Field, parseJson } from './fields'
import { fetchFile } from './load-model'
import type { ManifestEntry } from './manifest'

/** @throws {ImpastoError} it is missing or wrong, naming file and field */
export async function loadCard(manifest: readonly ManifestEntry[], id: string): Promise<BankCard> {
  const { url = `models/${id}/model.json` } = manifest.find((entry) => entry.id === id) ?? {}
  const address = new URL('card.json', new URL(url, location.href))
  try {
    const text = new TextDecoder().decode(await fetchFile(address.href, `models/${id}/card.json`))
    return parseCard(id, text, (path) => new URL(path, address).href)
  } catch (thrown) {
    if (!(thrown instanceof ImpastoError)) throw thrown
    const { found } = thrown
    const asked = thrown.asked.replace(/^The painter asked/, 'The gallery of styles asked')
    const remedy = 'The styles are shown without their card; put the file there and open the gallery again.'
    throw new ImpastoError({ asked, found, remedy, cause: thrown })
  }
}

/** @param place gives the address of a path inside the bank's folder */
export function parseCard(id: string, text: string, place: (path: string) => string): BankCard {
  const root = parseJson(`models/${id}/card.json`, text)
  root.at('format').oneOf(['impasto-card'])
  root.at('version').oneOf([1])
  const styles = root
    .at('styles')
    .entries()
    .map(([style, field]) => [style, styleOf(field, place)] as const)
  const weak = root.at('weak')
  return {
    ...texts(root, ['about', 'trained', 'losses', 'cost', 'pictures', 'licence']),
    weak: weak.missing ? [] : weak.list({ max: 32 }).map((line) => line.text()),
    styles: Object.fromEntries(styles),
  }
}

function styleOf(field: Field, place: (path: string) => string): StyleCard {
  const attributed = field.at('attributed')
  const died = field.at('died')
  const painting = field.at('painting')
  const results = field.at('results')
  return {
    work: field.at('work').text(),
    painter: field.at('painter').text(),
    ...texts(field, ['year', 'source', 'weak']),
    ...(died.missing ? {} : { died: died.integer(0, 2100) }),
    attributed: !attributed.missing && attributed.flag(),
    ...(painting.missing ? {} : { painting: place(painting.insidePath()) }),
    results: results.missing ? [] : results.list({ max: 12 }).map((result) => place(result.insidePath())),
  }
}

function texts<K extends string>(field: Field, keys: readonly K[]): { [P in K]?: string } {
  const found: { [P in K]?: string } = {}
  for (const key of keys) if (!field.at(key).missing) found[key] = field.at(key).text()
  return found
}
