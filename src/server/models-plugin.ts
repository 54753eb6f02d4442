// Finds the folders in models/: the page learns of them through 'virtual:impasto-models', a build takes their files along.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Connect, Plugin } from 'vite'

const NAME = 'virtual:impasto-models'
/** A virtual module's id begins with a zero, so that no other plugin takes it for a file. */
const ID = `\0${NAME}`
/** Not models: the trainer. */
const SKIPPED = new Set(['train'])
const THUMBNAIL = ['jpg', 'png', 'webp']

interface Style {
  id: string
  title: string
  by?: string
  thumbnail?: string
}

/** As src/models/manifest.ts has it. */
interface Entry {
  id: string
  url: string
  title?: string
  editionOf?: string
  styles?: Style[]
}

export function impastoModels(): Plugin {
  let folder = ''
  let base = '/'
  return {
    name: 'impasto:models',
    configResolved(config) {
      folder = join(config.root, 'models')
      base = config.base
    },
    resolveId: (id) => (id === NAME ? ID : undefined),
    load(id) {
      if (id !== ID) return undefined
      return `export default ${JSON.stringify(modelManifest(folder, base), null, 2)}\n`
    },
    configureServer(server) {
      server.middlewares.use(answerMissing(folder, base))
      server.watcher.add(folder)
      const renew = (file: string): void => {
        if (!isHeader(folder, file)) return
        for (const environment of Object.values(server.environments)) {
          const module = environment.moduleGraph.getModuleById(ID)
          if (module) environment.moduleGraph.invalidateModule(module)
        }
        server.ws.send({ type: 'full-reload' })
      }
      server.watcher.on('add', renew).on('change', renew).on('unlink', renew)
    },
    generateBundle() {
      for (const id of modelIds(folder)) {
        for (const file of filesIn(join(folder, id))) {
          const fileName = `models/${relative(folder, file).replaceAll('\\', '/')}`
          this.emitFile({ type: 'asset', fileName, source: readFileSync(file) })
        }
      }
    },
  }
}

/**
 * What the page is told about the folders of `folder`, by name. A model.json that can't be read is listed without styles: the page
 * says what is wrong when it loads it.
 */
export function modelManifest(folder: string, base: string): Entry[] {
  return modelIds(folder).map((id) => {
    const url = `${base}models/${id}/model.json`
    const head = readHead(join(folder, id, 'model.json'))
    if (!head) return { id, url }
    const title = typeof head['title'] === 'string' ? head['title'] : id
    const names = Array.isArray(head['styles']) ? head['styles'].filter((s) => typeof s === 'string') : null
    const credits = isRecord(head['credits']) ? head['credits'] : {}
    const styles = names
      ? names.map((style) => describe(folder, base, id, style, credits[style]))
      : head['format'] === 'impasto-net'
        ? null
        : [describe(folder, base, id, id, { title })]
    const editionOf = head['editionOf']
    return { id, url, title, ...(typeof editionOf === 'string' && { editionOf }), ...(styles && { styles }) }
  })
}

function describe(folder: string, base: string, model: string, id: string, credit: unknown): Style {
  const style: Style = { id, title: id }
  if (isRecord(credit) && typeof credit['title'] === 'string') style.title = credit['title']
  else style.title = (id.charAt(0).toUpperCase() + id.slice(1)).replaceAll(/[-_.]+/g, ' ')
  if (isRecord(credit) && typeof credit['by'] === 'string') style.by = credit['by']
  const picture = THUMBNAIL.map((ext) => `thumbnails/${id}.${ext}`).find((path) =>
    existsSync(join(folder, model, path)),
  )
  if (picture !== undefined) style.thumbnail = `${base}models/${model}/${picture}`
  return style
}

function modelIds(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isDirectory() && !SKIPPED.has(item.name) && !item.name.startsWith('.'))
    .map((item) => item.name)
    .filter((name) => existsSync(join(folder, name, 'model.json')))
    .sort()
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && !item.name.startsWith('.'))
    .map((item) => join(item.parentPath, item.name))
}

function readHead(file: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isHeader(folder: string, file: string): boolean {
  return /^[^/\\]+[/\\]model\.json$/.test(relative(folder, file))
}

/** A missing model file is a 404: the server would answer with the page, which is no model. */
function answerMissing(folder: string, base: string): Connect.NextHandleFunction {
  return (request, response, next) => {
    const [path = ''] = (request.url ?? '').split('?')
    const prefix = `${base}models/`
    if (!path.startsWith(prefix) || path.includes('..')) return next()
    const file = join(folder, decodeURI(path.slice(prefix.length)))
    if (existsSync(file) && statSync(file).isFile()) return next()
    response.statusCode = 404
    response.end(`${path} is not there`)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
