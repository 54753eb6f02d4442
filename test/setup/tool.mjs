// `npm run bench` and `npm run soak`: sets up what is missing, as `npm test` does, then runs the program: `node test/setup/tool.mjs <file.ts> -- …`.
// What setting up prints goes to stderr: stdout is the program's own, and may be one JSON object.
import { spawnSync } from 'node:child_process'
import { argv, exit, versions } from 'node:process'
import { fileURLToPath } from 'node:url'
import { ensureDependencies, nodeProblem } from '../../src/server/setup.mjs'
import { ensureBrowser } from './browser.mjs'

const SET_UP = '--set-up'
const self = fileURLToPath(import.meta.url)

if (argv[2] === SET_UP) {
  try {
    const problem = nodeProblem(versions.node)
    if (problem !== null) throw new Error(problem)
    ensureDependencies(fileURLToPath(new URL('../..', import.meta.url)))
    await ensureBrowser()
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown))
    exit(1)
  }
} else {
  const stderr = 2
  const { status } = spawnSync(process.execPath, [self, SET_UP], { stdio: ['ignore', stderr, stderr] })
  if (status !== 0) exit(1)
  await import('./run-ts.mjs')
}
