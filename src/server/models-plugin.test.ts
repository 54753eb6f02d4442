// What the page learns of the folders in models/: on a real folder, with real and with broken files, served and built.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { impastoModels, modelManifest } from './models-plugin'

let root = ''
const put = (path: string, text: string): void => {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'models-'))
  const json = {
    format: 'impasto-net',
    title: 'Ink',
    editionOf: 'oil',
    styles: ['wet-ink', 'dry'],
    credits: { dry: { title: 'Dry (1900)', by: 'A. B.' } },
  }
  put('models/ink/model.json', JSON.stringify(json))
  put('models/ink/weights.safetensors', 'numbers')
  put('models/ink/thumbnails/dry.jpg', 'picture')
  put('models/user/model.json', JSON.stringify({ format: 'tfjs-graph-model', title: 'Mine' }))
  put('models/damaged/model.json', '{')
  put('models/train/train.py', 'print()')
  put('index.html', '<script type="module" src="/main.js"></script>')
  put('main.js', "import models from 'virtual:impasto-models'\nconsole.log(models)\n")
})

afterAll(() => rmSync(root, { recursive: true }))

const MANIFEST = [
  { id: 'damaged', url: '/models/damaged/model.json' },
  {
    id: 'ink',
    url: '/models/ink/model.json',
    title: 'Ink',
    editionOf: 'oil',
    styles: [
      { id: 'wet-ink', title: 'Wet ink' },
      { id: 'dry', title: 'Dry (1900)', by: 'A. B.', thumbnail: '/models/ink/thumbnails/dry.jpg' },
    ],
  },
  { id: 'user', url: '/models/user/model.json', title: 'Mine', styles: [{ id: 'user', title: 'Mine' }] },
]

it('lists the models by name, with styles, credits and thumbnails, and leaves the trainer out', () => {
  expect(modelManifest(join(root, 'models'), '/')).toEqual(MANIFEST)
  expect(modelManifest(join(root, 'nowhere'), '/')).toEqual([])
})

describe('served', () => {
  let server: ViteDevServer
  let address = ''
  beforeAll(async () => {
    server = await createServer({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [impastoModels()],
      server: { port: 0 },
    })
    await server.listen()
    address = server.resolvedUrls?.local[0] ?? ''
  })
  afterAll(() => server.close())

  it('serves the files, and answers 404 for those that are not there instead of the page', async () => {
    const get = async (path: string): Promise<[number, string]> => {
      const response = await fetch(address + path)
      return [response.status, await response.text()]
    }
    expect(await get('models/ink/weights.safetensors')).toEqual([200, 'numbers'])
    expect(await get('models/ink/gone.safetensors')).toEqual([404, '/models/ink/gone.safetensors is not there'])
  })

  it('tells the page of a folder that is added', async () => {
    const first = await server.transformRequest('virtual:impasto-models')
    expect(first?.code).toContain('/models/ink/model.json')
    const reload = new Promise<string>((resolve) => {
      server.ws.send = (message: unknown) => resolve(JSON.stringify(message))
    })
    cpSync(join(root, 'models/user'), join(root, 'models/new'), { recursive: true })
    expect(await reload).toBe('{"type":"full-reload"}')
    const second = await server.transformRequest('virtual:impasto-models')
    expect(second?.code).toContain('/models/new/model.json')
    rmSync(join(root, 'models/new'), { recursive: true })
  })
})

it('takes the files of the models along in a build', async () => {
  await build({ root, configFile: false, logLevel: 'silent', plugins: [impastoModels()] })
  const files = readdirSync(join(root, 'dist/models'), { recursive: true, encoding: 'utf8' })
  expect(files).toEqual(expect.arrayContaining(['ink/model.json', 'ink/weights.safetensors', 'ink/thumbnails/dry.jpg']))
  expect(files.some((file) => file.startsWith('train'))).toBe(false)
})
