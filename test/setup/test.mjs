// `npm test`: installs what is missing, checks the types, runs every test, the trainer's too, and ends with the line `N passed, N failed`.
// Options go to vitest: `npm test -- --project unit src/core`.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDependencies, nodeProblem } from '../../src/server/setup.mjs'
import { ensureBrowser } from './browser.mjs'
import { countsOf, verdict } from './counts.mjs'
import { runTrainerTests } from './trainer-tests.mjs'

/** @import { Counts } from './counts.mjs' */

const root = fileURLToPath(new URL('../..', import.meta.url))
/** A run that takes longer hangs: it is ended, and what was counted so far is told. */
const PATIENCE_MINUTES = 40
const TYPE_LINES = 20

try {
  const problem = nodeProblem(process.versions.node)
  if (problem !== null) throw new Error(problem)
  // The browser comes while the packages do.
  const browserComing = ensureBrowser()
  browserComing.catch(() => undefined)
  ensureDependencies(root)
  const browser = await browserComing
  const options = process.argv.slice(2)
  const [beside, tests] = await Promise.all([
    testBeside(options.length === 0),
    runTests(options, { ...process.env, CHROME_PATH: browser }),
  ])
  finish(countsOf([...beside, tests], 0))
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown))
  finish({ passed: 0, failed: 1, skipped: 0 })
}

/**
 * What is tested beside vitest, one after the other. Options choose among vitest's files: then the trainer is left out.
 * @param {boolean} all
 */
async function testBeside(all) {
  const types = await checkTypes()
  return all ? [types, await runTrainerTests(root)] : [types]
}

/**
 * Types count as one test. They are checked while the first tests run.
 * @returns {Promise<Counts>}
 */
async function checkTypes() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const child = spawn(process.execPath, [tsc, '--noEmit', '--pretty', 'false'], { cwd: root })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text))
  const status = await new Promise((resolve) => child.on('close', resolve))
  const lines = stdout.trimEnd().split('\n')
  console.log(status === 0 ? '✓ types' : `✗ types\n${lines.slice(0, TYPE_LINES).join('\n')}`)
  if (status !== 0 && lines.length > TYPE_LINES)
    console.log(`… ${lines.length - TYPE_LINES} more lines; npm run types shows all`)
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/**
 * @param {string[]} options
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function runTests(options, env) {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-test-'))
  const countsFile = join(folder, 'counts.json')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--allowOnly=false', '--reporter=./test/setup/compact-reporter.ts', ...options]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, IMPASTO_COUNTS: countsFile },
  })
  const bell = setTimeout(() => {
    console.error(`The tests were still running after ${PATIENCE_MINUTES} minutes and were ended.`)
    child.kill('SIGKILL')
  }, PATIENCE_MINUTES * 60_000)
  /** @type {number | null} */
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  clearTimeout(bell)
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : null
  rmSync(folder, { recursive: true, force: true })
  const { counts: told, note } = verdict(counts, status)
  if (note !== null) console.error(note)
  return told
}

/** @param {Counts} counts */
function finish({ passed, failed }) {
  process.exitCode = failed > 0 ? 1 : 0
  console.log(`${passed} passed, ${failed} failed`)
}
