// What every folder in models/ must hold, checked without a browser: files whole, a card, a credit, a self-test that is true.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { parseHeader } from '../../src/models/header'
import { bankOf } from '../../src/models/manifest'
import { parsePlan } from '../../src/models/plan'
import { mixWeights } from '../../src/models/style-vector'
import { readWeights } from '../../src/models/weights'
import { modelManifest } from '../../src/server/models-plugin'
import { paintByHand, toBytes } from './model.reference'

const FOLDER = new URL('../../models/', import.meta.url).pathname
const ids = readdirSync(FOLDER, { withFileTypes: true })
  .filter((item) => item.isDirectory() && existsSync(`${FOLDER}${item.name}/model.json`))
  .map((item) => item.name)
const manifest = modelManifest(FOLDER, '/')

it('finds the models', () => {
  expect(ids).toContain('bank-1')
  expect(manifest.map((entry) => entry.id).sort()).toEqual([...ids].sort())
})

describe.each(ids)('models/%s', (id) => {
  const text = readFileSync(`${FOLDER}${id}/model.json`, 'utf8')
  const { header, root } = parseHeader(id, text)

  it('has a title, and a credit for every style', () => {
    expect(root.at('title').text()).not.toBe('')
    for (const style of header.styles)
      expect(style, style.id).toMatchObject({ title: expect.any(String), by: expect.any(String) })
    expect(
      manifest.find((entry) => entry.id === id)?.styles?.map(({ id: s, title, by }) => ({ id: s, title, by })),
    ).toEqual(header.styles)
  })

  it('has a card that says what it was trained on, by whom, under which licence, and where it fails', () => {
    const card = readFileSync(`${FOLDER}${id}/card.md`, 'utf8')
    for (const heading of ['## Trained on', '## How, by whom', '## Licence', '## Limits'])
      expect(card).toContain(heading)
    for (const { title, by } of header.styles) expect(card.replaceAll(/ +/g, ' ')).toContain(`| ${title} | ${by} |`)
  })

  it('has a thumbnail for every style, its own or its bank’s', () => {
    const own = manifest.find((entry) => entry.id === id)
    const bank = manifest.find((entry) => own && entry.id === bankOf(own))
    expect(bank?.styles?.map((style) => style.id)).toEqual(header.styles.map((style) => style.id))
    for (const style of bank?.styles ?? []) {
      expect(style.thumbnail, style.id).toBeTypeOf('string')
    }
  })

  it.runIf(header.format === 'impasto-net')(
    'ships the self-test that double-precision arithmetic gives',
    async () => {
      const plan = parsePlan(root, header)
      const weights = readWeights(header.content, bytesOf(`${FOLDER}${id}/${header.content}`), plan)
      const { size, bytes } = tinyPicture()
      const picture = { h: size, w: size, c: 3, data: Float64Array.from(bytes, (v) => v / 255) }
      const names = header.styles.map((style) => style.id)
      const [first = '', second = first, third = second] = names
      const cases = [{ [first]: 1 }, { [second]: 0.5, [third]: 0.5 }].map((mix) => {
        const weighed = [...mixWeights(names, mix, new Float32Array(names.length))]
        return { mix, painting: base64(toBytes(paintByHand(plan, weights, picture, weighed))) }
      })
      const golden = { width: size, height: size, picture: base64(bytes), cases }
      await expect(`${JSON.stringify(golden, null, 1)}\n`).toMatchFileSnapshot(`${FOLDER}${id}/selftest.json`)
    },
    60_000,
  )
})

/** 32 px out of the astronaut: an eye, an edge, a smooth cheek. */
function tinyPicture(): { size: number; bytes: Uint8Array } {
  const png = PNG.sync.read(readFileSync(new URL('../golden/bank-1/astronaut.png', import.meta.url)))
  const size = 32
  const bytes = new Uint8Array(size * size * 3)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = ((y + 40) * png.width + x + 96) * 4
      bytes.set(png.data.subarray(from, from + 3), (y * size + x) * 3)
    }
  }
  return { size, bytes }
}

function bytesOf(path: string): ArrayBuffer {
  const file = readFileSync(path)
  return new Uint8Array(file).buffer
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
