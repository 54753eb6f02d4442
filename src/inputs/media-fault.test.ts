// Why an address would not play, told apart by how its server answers.
import { afterEach, expect, it, vi } from 'vitest'
import { findFault } from './media-fault'

afterEach(() => vi.unstubAllGlobals())

const gone = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))

it.each<[string, (mode: RequestMode | undefined) => Promise<Response>, object]>([
  ['no server', gone, { kind: 'unreachable' }],
  [
    'a server that lets no other page read',
    (mode) => (mode === 'cors' ? gone() : Promise.resolve(new Response(null))),
    { kind: 'forbidden' },
  ],
  ['404', () => Promise.resolve(new Response(null, { status: 404 })), { kind: 'status', status: 404 }],
  [
    'a web page',
    () => Promise.resolve(new Response('<p>', { headers: { 'content-type': 'text/html; charset=utf-8' } })),
    { kind: 'page' },
  ],
  [
    'bytes of another kind',
    () => Promise.resolve(new Response('x', { headers: { 'content-type': 'video/mp4' } })),
    { kind: 'undecodable' },
  ],
])('%s', async (_, answer, fault) => {
  vi.stubGlobal('fetch', (_url: string, init?: RequestInit) => answer(init?.mode))
  expect(await findFault('https://a.org/x.mp4')).toEqual(fault)
})

it('asks nobody about files, and not again where the wait was too long', async () => {
  vi.stubGlobal('fetch', () => {
    throw new Error('nobody was to be asked')
  })
  expect(await findFault('')).toEqual({ kind: 'undecodable' })
  expect(await findFault('blob:https://a.org/1')).toEqual({ kind: 'undecodable' })
  expect(await findFault('https://a.org/x.mp4', true)).toEqual({ kind: 'slow' })
})
