// Live code on demand: what it gives before it is there, and what it says when it cannot be fetched.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { LazyRepl } from './lazy-repl'

const log = new Log(() => 0)
const options = {
  log,
  show: new Show(() => 0, log),
  now: () => 0,
  put: () => Promise.resolve(),
  sources: { open: () => ({ newest: () => null, dispose: () => undefined }) },
} as unknown as ConstructorParameters<typeof LazyRepl>[0]

describe('live code on demand', () => {
  afterEach(() => vi.doUnmock('./repl'))

  it('paints nothing and waits for nothing before it is there', async () => {
    const live = new LazyRepl(options)
    expect(live.paint()).toBe(false)
    expect(await live.paintToEnd()).toBe(false)
    await live.settled()
  })

  it('says so when it cannot be fetched, and tries again', async () => {
    let away = true
    vi.doMock('./repl', async (original) => {
      if (away) throw new Error('no network')
      return original()
    })
    const live = new LazyRepl(options)
    const sentence =
      /^Live code was asked for: it could not be fetched \(.*\)\. What played before goes on; try again when the server can be reached\.$/
    await expect(live.run('osc().out()')).rejects.toThrow(sentence)
    expect(await live.evaluate('osc().out()')).toEqual({
      ok: false,
      errors: [{ line: null, column: null, message: expect.stringMatching(sentence) as string, hint: null }],
    })
    await live.prepare()
    away = false
    vi.doUnmock('./repl')
    vi.resetModules()
    expect((await live.get()).describe().length).toBeGreaterThan(50)
  })
})
