// Runs the tests of models/train for `npm test`, and counts them with the rest.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensurePython } from './python.mjs'

/** @import { Counts } from './counts.mjs' */

/**
 * Where PyTorch can't be had nothing fails, but it is said.
 * @param {string} root
 * @param {Promise<{ python: string } | { missing: string }>} [looked]
 * @returns {Promise<Counts>}
 */
export async function runTrainerTests(root, looked = ensurePython()) {
  const have = await looked
  if ('missing' in have) {
    console.log(`– the trainer's tests did not run. ${have.missing}`)
    return { passed: 0, failed: 0, skipped: 0 }
  }
  const child = spawn(have.python, ['-m', 'train.tests'], { cwd: join(root, 'models') })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stderr += text))
  const status = await new Promise((resolve) => child.once('error', () => resolve(null)).once('close', resolve))
  const counts = trainerCounts(stdout, status)
  console.log(counts.failed === 0 ? `✓ trainer (${counts.passed})` : `✗ trainer\n${stderr.trimEnd()}`)
  return counts
}

/**
 * From the last line that `python3 -m train.tests` prints: 'counts 30 0'. A run without that line is one failure.
 * @param {string} stdout
 * @param {number | null} status
 * @returns {Counts}
 */
export function trainerCounts(stdout, status) {
  const [, passed, failed] = /^counts (\d+) (\d+)$/m.exec(stdout) ?? []
  const counts = { passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: 0 }
  return status === 0 && counts.passed > 0 ? counts : { ...counts, failed: Math.max(counts.failed, 1) }
}
