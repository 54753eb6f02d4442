// From version to version: what an evening left behind is found by today's page, and what is damaged is known as such.
import { expect, it } from 'vitest'
import { damagedIn, migrate, VERSION, VERSION_1 } from './store-sections'

/** As a page of version 1 left it, key by key. */
const OF_VERSION_1 = {
  'impasto/show': '{"style/path-order":"random","style/strength":0.5,"sketch/current":"tunnel"}',
  'impasto/source': '{"kind":"camera","camera":"BRIO","url":""}',
  'impasto/variants': '[["intel|gen-12","f16 8x8"]]',
  'impasto.page': '{"layers":{"page/code":true},"open":{},"scroll":120}',
  'impasto.code': '{"text":"osc().out()","stranger":false}',
  'impasto.code.good': '"osc().out()"',
  'impasto.code.versions': '[{"text":"noise().out()","at":"2026-11-23T20:00:00.000Z","why":"played"}]',
  'impasto.code.typing': '{"doc":"osc().out()"}',
  'impasto.code.tour': '{"step":2}',
  'impasto.code.on-air': '{"state":"playing","parts":["osc().out()"]}',
}

it('the ten keys of version 1 are the entries of the sections, with the addresses of today', () => {
  expect(Object.keys(OF_VERSION_1).toSorted()).toEqual(Object.keys(VERSION_1).toSorted())
  const entries = migrate(new Map(Object.entries(OF_VERSION_1)), 1)
  expect(Object.fromEntries(entries)).toEqual({
    'show/values': '{"style/path/order":"random","style/strength":0.5,"sketch/current":"tunnel"}',
    'source/last': OF_VERSION_1['impasto/source'],
    'models/variants': OF_VERSION_1['impasto/variants'],
    'page/layers': OF_VERSION_1['impasto.page'],
    'code/draft': OF_VERSION_1['impasto.code'],
    'code/good': OF_VERSION_1['impasto.code.good'],
    'code/versions': OF_VERSION_1['impasto.code.versions'],
    'code/typing': OF_VERSION_1['impasto.code.typing'],
    'code/tour': OF_VERSION_1['impasto.code.tour'],
    'session/on-air': OF_VERSION_1['impasto.code.on-air'],
  })
  expect(damagedIn(entries)).toEqual([])
  expect(migrate(entries, VERSION)).toBe(entries)
})

it.each(Object.values(VERSION_1))('%s is known as damaged when it is cut off or of another kind', (name) => {
  for (const text of ['', '{"text":', 'null', '7']) expect(damagedIn(new Map([[name, text]]))).toEqual([name])
})

it('damage in version 1 moves as it is, and what has no reader is left alone', () => {
  const entries = migrate(new Map([['impasto/show', '[1,2']]), 1)
  expect(damagedIn(entries)).toEqual(['show/values'])
  expect(damagedIn(new Map([['cues/list', 'not json']]))).toEqual([])
})
