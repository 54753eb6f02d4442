// Saving a sketch swaps it on stage: tells the page which file changed, or where it does not compile, instead of reloading.
import { SourceMap, type SourceMapPayload } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'

/** Sent when a sketch's file was saved and compiles. */
export interface SketchSaved {
  id: string
  url: string
}

/** Sent when a sketch's file was saved and does not compile. */
export interface SketchBroken {
  id: string
  message: string
  line: number | null
  column: number | null
}

/** Asked by the page: a place in the served code of `url`; answered with the place in the file as written. */
export interface PlaceAsked {
  ask: number
  url: string
  line: number
  column: number
}

export function impastoSketches(): Plugin {
  let folder = ''
  return {
    name: 'impasto:sketches',
    apply: 'serve',
    configResolved(config) {
      folder = join(config.root, 'sketches').replaceAll('\\', '/')
    },
    configureServer(server) {
      server.ws.on('impasto:place?', (asked: PlaceAsked, client) => {
        void originalPlace(server, asked).then((place) => client.send('impasto:place!', { ask: asked.ask, place }))
      })
    },
    hotUpdate: {
      // After Vite's own: a new file concerns import.meta.glob, which would reload the page to see it.
      order: 'post',
      async handler({ file, server, type }) {
        if (this.environment.name !== 'client') return undefined
        if (dirname(file) !== folder || !file.endsWith('.ts') || file.endsWith('.test.ts')) return undefined
        if (type === 'delete') return []
        const id = basename(file, '.ts')
        const url = `/sketches/${id}.ts?t=${Date.now()}`
        try {
          await this.environment.transformRequest(url)
          server.ws.send('impasto:sketch-saved', { id, url } satisfies SketchSaved)
        } catch (thrown) {
          server.ws.send('impasto:sketch-broken', describe(id, thrown))
        }
        return []
      },
    },
  }
}

async function originalPlace(
  server: ViteDevServer,
  asked: PlaceAsked,
): Promise<{ line: number; column: number } | null> {
  const module = await server.environments.client.moduleGraph.getModuleByUrl(asked.url.replace(/\?t=\d+$/, ''))
  const map = module?.transformResult?.map
  if (!map || !('version' in map)) return null
  const payload: SourceMapPayload = {
    file: map.file ?? '',
    version: map.version,
    sources: map.sources,
    sourcesContent: (map.sourcesContent ?? []).map((s) => s ?? ''),
    names: map.names,
    mappings: map.mappings,
    sourceRoot: '',
  }
  const found = new SourceMap(payload).findEntry(asked.line - 1, asked.column - 1)
  return 'originalLine' in found ? { line: found.originalLine + 1, column: found.originalColumn + 1 } : null
}

function describe(id: string, thrown: unknown): SketchBroken {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const loc: unknown = 'loc' in error ? error.loc : undefined
  const found = /:(\d+):(\d+)/.exec(error.message)
  const line = number(loc, 'line') ?? (found ? Number(found[1]) : null)
  const column = number(loc, 'column') ?? (found ? Number(found[2]) : null)
  return { id, message: plain(error.message), line, column }
}

function number(loc: unknown, key: 'line' | 'column'): number | null {
  if (typeof loc !== 'object' || loc === null) return null
  const value: unknown = Reflect.get(loc, key)
  return typeof value === 'number' ? value : null
}

/** The sentence without colours, code frames and paths. */
function plain(message: string): string {
  // eslint-style code frames come after the first lines; the sentence is what is left when frames and rules go.
  const bare = message.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '')
  const lines = bare.split('\n').map((l) => l.trim())
  const first = lines.find((l) => l !== '' && !l.startsWith('Transform failed') && !/^[╭│╰·]/.test(l))
  return (first ?? bare).replace(/^\[?PARSE_ERROR\]?:?\s*/i, '').replace(/^Error:\s*/, '')
}
