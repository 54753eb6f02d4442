// Builds take three.js by its sources, part by part: what the first picture needs comes first, the rest with what asks for it.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const SOURCES = fileURLToPath(new URL('.', import.meta.resolve('three/src/Three.WebGPU.js')))

/** All nodes import it, and it imports the modules that give them their methods, before any of them is used. */
const BASE = 'nodes/tsl/TSLBase.js'

/**
 * The modules of TSL that give every node a method as they load (`.mul()`, `.toVar()`), and the one that loads them in their order:
 * nothing imports them by name for that, so a bundler must be told to keep them.
 */
export function chainingModules(sources: string = SOURCES): string[] {
  return readdirSync(`${sources}nodes`, { recursive: true, encoding: 'utf8' })
    .map((name) => `nodes/${name.replaceAll('\\', '/')}`)
    .filter(
      (name) =>
        name.endsWith('.js') && (name === BASE || readFileSync(sources + name, 'utf8').includes('addMethodChaining(')),
    )
    .toSorted()
}

/** For `build` alone: while serving, three's own bundled files are quicker to fetch. */
export function threeByParts(): Plugin {
  const chaining = new Set(chainingModules().map((name) => SOURCES + name))
  const entry = `${SOURCES}Three.TSL.js`
  return {
    name: 'impasto:three-by-parts',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [
          { find: /^three(\/webgpu)?$/, replacement: `${SOURCES}Three.WebGPU.js` },
          { find: /^three\/tsl$/, replacement: entry },
        ],
      },
    }),
    transform(code, id) {
      if (id === entry)
        return { code: `${[...chaining].map((path) => `import '${path}'`).join(';')};${code}`, map: null }
      // The rest of three.js only declares.
      if (id.startsWith(SOURCES) && !chaining.has(id)) return { code, map: null, moduleSideEffects: false }
      return undefined
    },
  }
}
