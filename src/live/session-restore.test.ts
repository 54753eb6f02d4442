// After a reload: what played plays again; what may have ended the page does not, and that is said.
import { expect, it } from 'vitest'
import { Log } from '../core/log'
import { SessionRestore } from './session-restore'
import type { Evaluation } from './repl'

const OK: Evaluation = { ok: true }
const failed = (message: string, stopped = false): Evaluation => ({
  ok: false,
  errors: [{ line: 1, column: 1, message, hint: null, stopped }],
})
const BLOCK = { alone: false, quiet: false }
const ALL = { alone: true, quiet: false }
const TURNED = { alone: false, quiet: true }

/** A page, which can be left and opened again. */
function evening(): {
  open(): { encore: SessionRestore; log: Log }
  again(answer?: Evaluation): Promise<string[]>
  said(): string[]
} {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  let texts: string[] = []
  const open = (): { encore: SessionRestore; log: Log } => {
    const log = new Log(() => 0)
    return { log, encore: new SessionRestore({ storage, log, drawn: () => Promise.resolve() }) }
  }
  return {
    open,
    async again(answer = OK) {
      const { encore, log } = open()
      const played: string[] = []
      await encore.again((code) => {
        played.push(code)
        return Promise.resolve(answer)
      })
      await Promise.resolve()
      texts = log.notices.map(({ text }) => text)
      return played
    },
    said: () => texts,
  }
}

it('plays the parts again that made the picture, as often as the page is opened', async () => {
  const { open, again, said } = evening()
  expect(await again()).toEqual([])
  const { encore } = open()
  encore.begin('a', BLOCK)(OK)
  encore.begin('b', ALL)(OK)
  encore.begin('c', BLOCK)(OK)
  encore.begin('c 1', TURNED)(OK)
  encore.begin('c 2', TURNED)(OK)
  encore.begin('d', BLOCK)(failed('d is not defined'))
  await Promise.resolve()
  expect(await again()).toEqual(['b', 'c', 'c 2'])
  expect(said()).toEqual(['What was played before the reload plays again.'])
  expect(await again()).toEqual(['b', 'c', 'c 2'])
  expect(await again(failed('b is gone'))).toEqual(['b'])
  expect(said()).toEqual([
    'What was played before the reload did not play again: b is gone. Its text is where it was; mend it, and play it.',
  ])
  expect(await again()).toEqual([])
})

it('does not run twice what the page did not outlive', async () => {
  const { open, again, said } = evening()
  const { encore } = open()
  encore.begin('good', ALL)(OK)
  encore.begin('deadly', BLOCK)
  expect(await again()).toEqual([])
  expect(said()).toEqual([
    'What was played last is not played again: the page ended before it was on stage for a frame. Its text is where it was; look it over, and play it when it is mended.',
  ])
  expect(await again()).toEqual([])
  expect(said()).toEqual([])
})

it('does not run again what had to be stopped, nor what was hushed', async () => {
  const { open, again, said } = evening()
  open().encore.begin('while (true) {}', ALL)(failed('it did not come to an end', true))
  expect(await again()).toEqual([])
  expect(said()[0]).toMatch(/^What was played last is not played again: it did not come to an end and was stopped\./)
  const { encore } = open()
  encore.begin('a', ALL)(OK)
  encore.clear()
  await Promise.resolve()
  expect(await again()).toEqual([])
  expect(said()).toEqual([])
})
