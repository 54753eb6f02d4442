// The store in the browser's own IndexedDB, with the browser's own locks: two stores of one page stand for two tabs.
import { deleteDB } from 'idb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyStore, openStore, PROBLEMS, type OpenStoreOptions, type Store } from './store'
import { NOWHERE, openIndexedDb, openLocalStorage } from './store-places'
import { VERSION } from './store-sections'

let stores: Store[] = []

async function open(options: OpenStoreOptions = {}): Promise<{ store: Store; said: string[] }> {
  const store = await openStore({ patience: 20, ...options })
  stores.push(store)
  const said: string[] = []
  store.tell((text) => said.push(text))
  return { store, said }
}

async function onDisk(): Promise<{ version: number; entries: Record<string, string> }> {
  const place = await openIndexedDb()
  const { version, entries } = await place.read()
  place.close()
  return { version, entries: Object.fromEntries(entries) }
}

async function put(version: number, entries: Record<string, string>): Promise<void> {
  const place = await openIndexedDb()
  await place.write(new Map(Object.entries(entries)), version)
  place.close()
}

beforeEach(async () => {
  localStorage.clear()
  await deleteDB('impasto')
})
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()))
  stores = []
})

it('what was set is read at once, is on the disk, and is there again', async () => {
  const { store, said } = await open()
  const code = store.section('code')
  for (let i = 0; i <= 50; i++) code.setItem('draft', `{"text":"osc(${i})"}`)
  code.setItem('good', '"a"')
  code.removeItem('good')
  expect([code.getItem('draft'), code.getItem('good')]).toEqual(['{"text":"osc(50)"}', null])
  await store.flush()
  await store.close()
  expect(await onDisk()).toEqual({ version: VERSION, entries: { 'code/draft': '{"text":"osc(50)"}' } })
  const { store: again } = await open()
  expect(again.section('code').getItem('draft')).toBe('{"text":"osc(50)"}')
  expect(again.section('show').getItem('draft')).toBeNull()
  expect(said).toEqual([])
})

it('what was set just before the page is left is written too', async () => {
  const { store } = await open()
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  store.section('code').setItem('draft', '{"text":"last words"}')
  await expect.poll(async () => (await onDisk()).entries['code/draft']).toBe('{"text":"last words"}')
})

it('the keys of before are moved once, and what is damaged among them is set aside and told', async () => {
  localStorage.setItem('impasto.code', '{"text":"osc().out()","stranger":false}')
  localStorage.setItem('impasto/show', '{"style/strength":')
  localStorage.setItem('somebody else', 'stays')
  const { store, said } = await open()
  expect(store.section('code').getItem('draft')).toBe('{"text":"osc().out()","stranger":false}')
  expect(Object.keys(localStorage)).toEqual(['somebody else'])
  expect(said).toEqual([PROBLEMS.damaged('show/values', 'damaged/show/values')])
  expect((await onDisk()).entries).toEqual({
    'code/draft': '{"text":"osc().out()","stranger":false}',
    'damaged/show/values': '{"style/strength":',
  })
})

it('damage never goes over what was set aside before', async () => {
  await put(VERSION, { 'code/draft': '7', 'damaged/code/draft': '6' })
  const { store, said } = await open()
  expect(store.section('code').getItem('draft')).toBeNull()
  await store.flush()
  expect((await onDisk()).entries).toEqual({ 'damaged/code/draft': '6', 'damaged/code/draft/2': '7' })
  expect(said).toEqual([PROBLEMS.damaged('code/draft', 'damaged/code/draft/2')])
})

it('a second tab reads and does not write, and takes over without going over what the first wrote', async () => {
  const first = (await open()).store
  first.section('code').setItem('draft', '{"text":"1"}')
  first.section('page').setItem('layers', '{"scroll":1}')
  await first.flush()
  const { store: second, said } = await open()
  expect(said).toEqual([PROBLEMS.other])
  expect([second.keeps, second.section('code').getItem('draft')]).toEqual([false, '{"text":"1"}'])
  second.section('code').setItem('draft', '{"text":"of the second"}')
  second.section('page').setItem('layers', '{"scroll":2}')
  expect(second.section('code').getItem('draft')).toBe('{"text":"of the second"}')
  first.section('code').setItem('draft', '{"text":"newer"}')
  await first.flush()
  expect((await onDisk()).entries['page/layers']).toBe('{"scroll":1}')
  await first.close()
  await expect.poll(() => said).toEqual([PROBLEMS.other, PROBLEMS.turn])
  expect(second.section('code').getItem('draft')).toBe('{"text":"newer"}')
  await second.flush()
  // The first had nothing to say there.
  expect((await onDisk()).entries).toEqual({ 'code/draft': '{"text":"newer"}', 'page/layers': '{"scroll":2}' })
})

it('what a newer page wrote is neither read nor written', async () => {
  await put(VERSION + 1, { 'code/draft': '{"words":[]}' })
  const { store, said } = await open()
  store.section('code').setItem('draft', '{"text":"mine"}')
  await store.flush()
  expect(said).toEqual([PROBLEMS.newer])
  expect(await onDisk()).toEqual({ version: VERSION + 1, entries: { 'code/draft': '{"words":[]}' } })
})

it('where IndexedDB is refused localStorage keeps the same, and a cut off one is set aside', async () => {
  localStorage.setItem('impasto/store', '{"code/draft":')
  const { store } = await open({ open: () => Promise.resolve(openLocalStorage(localStorage)) })
  store.section('code').setItem('draft', '{"text":"kept"}')
  await store.close()
  expect(localStorage.getItem('impasto/store/damaged')).toBe('{"code/draft":')
  const { store: again } = await open({ open: () => Promise.resolve(openLocalStorage(localStorage)) })
  expect(again.section('code').getItem('draft')).toBe('{"text":"kept"}')
})

it('where nothing is allowed it says so, and the show has its values for tonight', async () => {
  const { store, said } = await open({ open: () => Promise.resolve(NOWHERE) })
  store.section('show').setItem('values', '{}')
  expect([said, store.section('show').getItem('values')]).toEqual([[PROBLEMS.none], '{}'])
})

it('a browser that does not answer delays nothing for ever, and nothing is written over what it has', async () => {
  await put(VERSION, { 'code/draft': '{"text":"old"}' })
  let answer = (): void => undefined
  const late = new Promise<void>((resolve) => (answer = resolve))
  const { store, said } = await open({ patience: 0.05, open: () => late.then(() => openIndexedDb()) })
  store.section('code').setItem('draft', '{"text":"new"}')
  answer()
  await store.flush()
  expect([store.keeps, said]).toEqual([false, [PROBLEMS.slow]])
  expect((await onDisk()).entries).toEqual({ 'code/draft': '{"text":"old"}' })
})

it('an empty store touches nothing', async () => {
  const store = emptyStore()
  store.section('code').setItem('draft', '{"text":"x"}')
  await store.flush()
  expect([(await onDisk()).entries, localStorage.length]).toEqual([{}, 0])
})
