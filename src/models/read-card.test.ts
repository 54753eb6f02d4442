// A bank's card: what is read of it, and what is said of one that can't be. The real ones have a painting and three results for every style, but for editions.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadCard, parseCard } from './read-card'

const at = (path: string): string => `at/${path}`
const CARD = {
  format: 'impasto-card',
  version: 1,
  cost: 'An hour.',
  styles: { ink: { work: 'Ink', painter: 'Nobody', died: 1900, painting: 'p/ink.webp', results: ['r/ink-1.webp'] } },
}

describe('a card', () => {
  it('may leave out all but works and painters', () => {
    const { styles } = parseCard('b', JSON.stringify(CARD), at)
    expect(styles['ink']).toEqual({
      work: 'Ink',
      painter: 'Nobody',
      died: 1900,
      attributed: false,
      painting: 'at/p/ink.webp',
      results: ['at/r/ink-1.webp'],
    })
  })

  it.each([
    [
      { ...CARD, styles: { ink: { work: 'Ink' } } },
      'models/b/card.json: styles.ink.painter must be a text: it is missing',
    ],
    [
      { ...CARD, styles: { ink: { ...CARD.styles.ink, painting: '../x.webp' } } },
      "models/b/card.json: styles.ink.painting must be a path inside the model's folder: it is '../x.webp'",
    ],
  ])('says what is wrong with it', (card, said) => {
    expect(() => parseCard('b', JSON.stringify(card), at)).toThrow(said)
  })

  describe('that is not there', () => {
    afterEach(() => vi.unstubAllGlobals())

    it('is told, with what is shown instead', async () => {
      vi.stubGlobal('location', { href: 'http://page/' })
      vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })))
      await expect(loadCard([{ id: 'b', url: '/models/b/model.json' }], 'b')).rejects.toThrow(
        /^The gallery of styles asked for models\/b\/card\.json: .*404.* The styles are shown without their card; put the file there and open the gallery again\.$/,
      )
    })
  })
})

const banks = readdirSync('models').filter((name) => existsSync(`models/${name}/card.json`))
it.each(banks)('%s has a card for every style, and what it names is there and small', (bank) => {
  const folder = `models/${bank}/`
  const { styles } = parseCard(bank, readFileSync(`${folder}card.json`, 'utf8'), (path) => folder + path)
  const head = JSON.parse(readFileSync(`${folder}model.json`, 'utf8')) as { styles: string[]; editionOf?: string }
  expect(Object.keys(styles).toSorted()).toEqual(head.styles.toSorted())
  for (const { painting, results } of Object.values(styles)) {
    const pictures = painting === undefined ? results : [painting, ...results]
    // The page shows a bank's own pictures for its other editions too.
    expect(pictures).toHaveLength(head.editionOf === undefined ? 4 : 0)
    for (const file of pictures) expect(statSync(file).size, file).toBeLessThanOrEqual(15_000)
  }
})
