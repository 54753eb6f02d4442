// Adds up what passed and failed, and says when a run that failed nowhere still did not succeed.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @param {Iterable<Counts>} parts
 * @param {number} unhandled errors outside any test, each a failure
 * @returns {Counts}
 */
export function countsOf(parts, unhandled) {
  const sum = { passed: 0, failed: unhandled, skipped: 0 }
  for (const part of parts) {
    sum.passed += part.passed
    sum.failed += part.failed
    sum.skipped += part.skipped
  }
  return sum
}

/**
 * The verdict on the test runner's part: its counts, and a sentence where they don't tell the whole story.
 * @param {Counts | null} counts null when it left none
 * @param {number | null} status its exit status, null when it was killed
 * @returns {{ counts: Counts, note: string | null }}
 */
export function verdict(counts, status) {
  if (counts === null) {
    return {
      counts: { passed: 0, failed: 1, skipped: 0 },
      note: `The test runner ended (${ending(status)}) before any file was done.`,
    }
  }
  if (counts.failed === 0 && status !== 0) {
    return {
      counts: { ...counts, failed: 1 },
      note: `The test runner ended (${ending(status)}) though no test failed.`,
    }
  }
  if (counts.passed + counts.failed === 0) {
    return { counts: { ...counts, failed: 1 }, note: 'No test ran: the options match none.' }
  }
  return { counts, note: null }
}

/** @param {number | null} status */
function ending(status) {
  return status === null ? 'killed' : `exit status ${status}`
}
