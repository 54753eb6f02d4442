// Short addresses for one branch: 'style/strength' means the deck in hand, whichever that is.

/** Between an address as people write it and the whole one. */
export interface Alias {
  whole(address: string): string
  short(address: string): string
}

/**
 * Addresses that begin with one of `names` belong to `branch`.
 * @param branch of now; call `realias` of the show when it changes
 * @example branchAlias(() => 'deck/a', ['style', 'source']).whole('style/strength') // 'deck/a/style/strength'
 */
export function branchAlias(branch: () => string, names: readonly string[]): Alias {
  const known = new Set(names)
  const first = (address: string): string => address.split('/', 1)[0] ?? ''
  return {
    whole: (address) => (known.has(first(address)) ? `${branch()}/${address}` : address),
    short(address) {
      const prefix = `${branch()}/`
      const rest = address.startsWith(prefix) ? address.slice(prefix.length) : ''
      return known.has(first(rest)) ? rest : address
    },
  }
}
