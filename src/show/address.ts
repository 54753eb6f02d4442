// Addresses: paths of the show, 'style/path/order'. What may be one, and what lies under another.

/** 'deck/a/style/strength': segments of letters, digits, dots, dashes and underscores. */
export type Address = string

const WHOLE = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/

export function isAddress(text: string): boolean {
  return WHOLE.test(text)
}

/**
 * True where `address` is `prefix` or lies under it, by whole segments: 'style/path' has 'style/path/order' and not 'style/pathology'.
 * A slash at the end leaves the prefix itself out; an empty prefix has everything.
 */
export function isWithin(address: Address, prefix: string): boolean {
  if (prefix === '') return true
  if (!address.startsWith(prefix)) return false
  return prefix.endsWith('/') || address.length === prefix.length || address[prefix.length] === '/'
}

/** `prefix` in front of `address`; either may be empty. */
export function join(prefix: string, address: string): string {
  if (prefix === '') return address
  return address === '' ? prefix : `${prefix}/${address}`
}
