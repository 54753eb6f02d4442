// Loads models over a real connection: whole ones arrive counted, wrong ones are refused with a sentence that says what and where.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageOf } from '../../src/core/errors'
import { PLAY_ON } from '../../src/models/fields'
import { loadModel } from '../../src/models/load-model'
import { brokenFolders } from './model.broken'

const folders = brokenFolders()
const FILES = new URL('model.files/', import.meta.url)
let server: Server
let root = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, mode = '', folder = '', file = ''] = (request.url ?? '').split('/')
    const bytes = folders[folder]?.[file]
    if (mode === 'page' && file !== 'model.json') {
      response.setHeader('content-type', 'text/html').end('<!doctype html>')
    } else if (mode === 'cut' && file !== 'model.json' && bytes) {
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.slice(0, 10), () => response.destroy())
    } else if (!bytes) {
      response.writeHead(404).end()
    } else {
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => new Promise((done) => server.close(done)))

async function said(url: string, id = 'ink'): Promise<string> {
  try {
    await loadModel({ id, url: `${root}/${url}/model.json` })
  } catch (thrown) {
    return messageOf(thrown)
  }
  return 'nothing was said'
}

it('keeps the folders of model.files as model.broken.ts makes them', () => {
  expect(readdirSync(FILES).sort()).toEqual(Object.keys(folders).sort())
  for (const [folder, files] of Object.entries(folders)) {
    for (const [file, bytes] of Object.entries(files)) {
      expect(new Uint8Array(readFileSync(new URL(`${folder}/${file}`, FILES))), `${folder}/${file}`).toEqual(bytes)
    }
  }
})

describe('loading a model', () => {
  it('arrives, and counts the bytes of the weights', async () => {
    const counted: [number, number][] = []
    const model = await loadModel({ id: 'whole', url: `${root}/ok/whole/model.json` }, (...bytes) =>
      counted.push(bytes),
    )
    const size = folders['whole']?.['weights.safetensors']?.length
    expect(counted.at(-1)).toEqual([size, size])
    expect(model).toMatchObject({ kind: 'plan', header: { title: 'Tiny' }, selfTest: null })
  })

  it.each([
    [
      'ok/missing',
      'The painter asked for models/ink/weights.safetensors: the server answered 404, so the file is missing.',
    ],
    ['ok/nowhere', 'The painter asked for models/ink/model.json: the server answered 404, so the file is missing.'],
    ['page/whole', 'The painter asked for models/ink/weights.safetensors: the server sent a web page: it is missing.'],
    ['ok/damaged', 'models/ink/model.json must be JSON: it is damaged (it begins with'],
    ['ok/nan', "models/ink/weights.safetensors: tensor 'mix.gamma' must hold finite numbers: number 2 is NaN"],
    ['ok/shape', "models/ink/weights.safetensors: tensor 'mix.kernel' [3, 3, 3, 3]: its shape is [3, 3, 9]."],
    [
      'ok/short',
      "models/ink/weights.safetensors: tensor 'mix.gamma' ends at byte 564: the file is cut off at byte 548.",
    ],
    ['cut/whole', 'The painter asked for models/ink/weights.safetensors: the connection broke off ('],
  ])('refuses %s', async (url, message) => {
    const text = await said(url)
    expect(text).toContain(message)
    expect(text).toContain(PLAY_ON)
  })

  it('says when nothing answers', async () => {
    const address = root
    root = 'http://127.0.0.1:1'
    const text = await said('ok/whole')
    root = address
    expect(text).toContain('The painter asked for models/ink/model.json: it could not be fetched (')
  })

  it('refuses a self-test that is no picture', async () => {
    const files = folders['liar']
    const golden = files?.['selftest.json']
    if (!files || !golden) throw new Error('no liar')
    const lie = (change: Record<string, unknown>): void => {
      const json = { ...(JSON.parse(new TextDecoder().decode(golden)) as object), ...change }
      files['selftest.json'] = new TextEncoder().encode(JSON.stringify(json))
    }
    lie({ picture: 'AAAA' })
    expect(await said('ok/liar')).toContain(
      "models/ink/selftest.json: picture must be 192 bytes of RGB in base64: it is 'AAAA'.",
    )
    lie({ cases: [] })
    expect(await said('ok/liar')).toContain('models/ink/selftest.json: cases must be a list of 1 to 16: it is [].')
    files['selftest.json'] = golden
  })
})
