// `npm start`: installs what is missing, serves the page with hot sketches, and opens it where there is a screen.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureDependencies, nodeProblem } from './setup.mjs'
import { isShared, viteArguments } from './vite-arguments.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

try {
  const problem = nodeProblem(process.versions.node)
  if (problem !== null) throw new Error(problem)
  ensureDependencies(root)
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown))
  process.exit(1)
}

const own = process.argv.slice(2)
if (isShared(own)) {
  console.log(
    'Other machines can open the page too. Browsers give camera and microphone to https and localhost only, so elsewhere it plays files and the demo.',
  )
}
process.chdir(root)
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
process.argv = [process.execPath, vite, ...viteArguments(own, process.env, process.platform)]
await import(pathToFileURL(vite).href)
