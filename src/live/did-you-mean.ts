// What was probably meant by a name that there is not.

/** The name that takes the fewest single changes to become `word`; null when none is near. */
export function nearest(word: string, names: Iterable<string>): string | null {
  const small = word.toLowerCase()
  // A short word has few letters to be recognised by.
  const most = word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3
  let best: string | null = null
  let least = most + 1
  for (const name of names) {
    if (name === word) continue
    const cost = distance(small, name.toLowerCase())
    if (cost < least) {
      least = cost
      best = name
    }
  }
  return best
}

/** Insertions, deletions, replacements and exchanges of neighbours (Damerau, CACM 7(3), 1964, in the restricted form). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      const crossed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (crossed) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}
