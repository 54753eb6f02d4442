// The bench's address, served and built, in a made-up house.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createServer } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { impastoBench } from './bench-plugin'

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bench-'))
  mkdirSync(join(root, 'src', 'bench'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<title>Stage</title><script type="module" src="/src/stage.js"></script>')
  writeFileSync(join(root, 'src', 'stage.js'), "console.log('stage')\n")
  const page = '<title>Bench</title><script type="module" src="/src/bench/main.js"></script>'
  writeFileSync(join(root, 'src', 'bench', 'bench.html'), page)
  writeFileSync(join(root, 'src', 'bench', 'main.js'), "console.log('bench')\n")
})
afterAll(() => rmSync(root, { recursive: true }))

it('is served under its own name, with what threads need', async () => {
  const headers = { 'Cross-Origin-Opener-Policy': 'same-origin' }
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [impastoBench()],
    server: { port: 0, headers },
  })
  try {
    await server.listen()
    const response = await fetch(`${server.resolvedUrls?.local[0] ?? ''}bench.html?auto=1`)
    const text = await response.text()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html'])
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(text).toContain('<title>Bench</title>')
    expect(text).toContain('/@vite/client')
  } finally {
    await server.close()
  }
})

it('is built under the same name, beside the stage', async () => {
  await build({ root, configFile: false, logLevel: 'silent', plugins: [impastoBench()] })
  const built = (name: string): string => readFileSync(join(root, 'dist', name), 'utf8')
  expect(built('index.html')).toContain('<title>Stage</title>')
  expect(built('bench.html')).toMatch(/src="\/assets\/bench-[\w-]+\.js"[^]*<title>Bench<\/title>/)
})
