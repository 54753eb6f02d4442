// Every address of the real engine, parameters and actions: set, taken back, done again, recorded, played, gone to, travelled.
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createEngine } from '../../src/create-engine'
import type { Engine } from '../../src/contracts/engine-api'
import { exerciseAddress } from '../contracts/address.exercise'

/** What asks a device, a file or the network for something, and so may come back by itself to what can be had. */
const ELSEWHERE = /^(source\/|audio\/(source|device|url|swap)|model\/id|code\/edit|stage\/(still|fullscreen))/
/** What moves with time by itself. */
const RESTLESS = /^(tempo\/|style\/path\/step|page\/)/

let engine: Engine
let mount: HTMLElement

beforeAll(async () => {
  localStorage.clear()
  mount = document.createElement('div')
  Object.assign(mount.style, { position: 'relative', width: '64px', height: '36px' })
  document.body.append(mount)
  engine = createEngine({
    mount,
    manual: true,
    backend: 'wasm',
    size: { width: 64, height: 36 },
    style: 'none',
    audio: 'off',
  })
  await engine.ready
  // Live code comes when the stage is idle, and has a switch of its own.
  await vi.waitUntil(() => engine.show.param('live/scripts'), { timeout: 60_000 })
})
afterAll(async () => {
  await engine.dispose()
  mount.remove()
})

it('there are many of both', () => {
  expect(engine.show.params().length).toBeGreaterThan(80)
  const actions = engine.show.actions().map(({ address }) => address)
  expect(actions).toEqual(
    expect.arrayContaining([
      'code/edit',
      'page/close',
      'path/next',
      'show/undo',
      'sketch/next',
      'source/swap',
      'stage/still',
      'style/choose',
      'tempo/tap',
    ]),
  )
})

it('each ends in the same values, whichever way it was gone', async () => {
  const { show } = engine
  let now = 0
  // The door's own clock is the engine's: a step of it is a step of all.
  const step = async (dt: number): Promise<void> => {
    await engine.step(dt)
    now += dt
  }
  const restless = (address: string): boolean => RESTLESS.test(address)
  const walked: string[] = []
  const problems: string[] = []
  for (const { address } of [...show.params(), ...show.actions()]) {
    if (ELSEWHERE.test(address) || restless(address)) continue
    walked.push(address)
    problems.push(...(await exerciseAddress(show, address, { now: () => now, step, restless })))
  }
  expect(problems).toEqual([])
  expect(walked.length).toBeGreaterThan(60)
})

it('deck a is the one that short addresses mean', () => {
  const { show } = engine
  show.send({ target: 'deck/a/style/strength', value: 0.4, origin: 'handle' })
  expect(show.param('style/strength')?.value).toBe(0.4)
  expect(show.params('deck/a/style').length).toBe(show.params('style').length)
  const snapshot = show.snapshot()
  expect([snapshot['style/strength'], snapshot['deck/a/style/strength']]).toEqual([0.4, 0.4])
})
