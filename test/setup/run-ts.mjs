// Runs a TypeScript program in Node with the project's own tools: `node test/setup/run-ts.mjs test/bench/bench.ts -- --quick`.
// The program may await at its top level, or export a default function, which is called with the arguments and awaited.
import { relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [entry, ...rest] = process.argv.slice(2)
if (entry === undefined) {
  console.error('Which program? node test/setup/run-ts.mjs <file.ts> [-- arguments]')
  process.exit(2)
}
const args = rest[0] === '--' ? rest.slice(1) : rest
const file = resolve(entry)
process.argv = [process.execPath, file, ...args]

// Vite is imported here and not above: the sentence about the missing argument needs no packages.
const { createServer, isRunnableDevEnvironment } = await import('vite')
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
})
try {
  const { ssr } = server.environments
  if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite gave no environment that runs programs.')
  const program = await ssr.runner.import(pathToFileURL(file).href)
  if (typeof program.default === 'function') await program.default(args)
} catch (thrown) {
  if (thrown instanceof Error) server.ssrFixStacktrace(thrown)
  console.error(`${relative(root, file)} failed:`, thrown)
  process.exitCode = 1
} finally {
  await server.close()
}
