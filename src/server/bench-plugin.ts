// Gives the bench an address of its own, /bench.html, served and built, though its page lies with its room.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { normalizePath, type Plugin } from 'vite'

const ADDRESS = 'bench.html'
const FILE = join('src', 'bench', 'bench.html')

export function impastoBench(): Plugin {
  let [root, base] = ['', '/']
  const html = (): string => readFileSync(join(root, FILE), 'utf8')
  const isPage = (id: string): boolean => id === normalizePath(join(root, ADDRESS))
  return {
    name: 'impasto:bench',
    config(config) {
      // A build makes a page at the place that its input says; this one is read from elsewhere.
      const input = ['index.html', ADDRESS].map((name) => normalizePath(resolve(config.root ?? '', name)))
      return { build: { rolldownOptions: { input } } }
    },
    configResolved(config) {
      ;({ root, base } = config)
    },
    resolveId: (id) => (isPage(id) ? id : undefined),
    load: (id) => (isPage(id) ? html() : undefined),
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== base + ADDRESS) return next()
        server.transformIndexHtml(request.url, html()).then((page) => {
          response.setHeader('Content-Type', 'text/html')
          for (const [name, value] of Object.entries(server.config.server.headers ?? {})) {
            if (value !== undefined) response.setHeader(name, value)
          }
          response.end(page)
        }, next)
      })
    },
  }
}
