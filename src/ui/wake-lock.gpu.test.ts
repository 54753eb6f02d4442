// The screen stays awake; a browser that refuses is told of once.
import { expect, test, vi } from 'vitest'
import { Log } from '../core/log'
import { keepAwake } from './wake-lock'

test('asks for the screen, again when the page is seen again, and lets go', async () => {
  const released: boolean[] = []
  const request = vi.spyOn(navigator.wakeLock, 'request').mockImplementation(() => {
    const lock = {
      released: false,
      release() {
        lock.released = true
        released.push(true)
        return Promise.resolve()
      },
    }
    return Promise.resolve(lock as unknown as WakeLockSentinel)
  })
  const held = keepAwake(new Log(() => 0))
  await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(1))
  document.dispatchEvent(new Event('visibilitychange'))
  await Promise.resolve()
  expect(request).toHaveBeenCalledTimes(1)
  held.dispose()
  expect(released).toEqual([true])
  request.mockRestore()
})

test('a refusal is a note, said once', async () => {
  const log = new Log(() => 0)
  const request = vi.spyOn(navigator.wakeLock, 'request').mockRejectedValue(new Error('low battery'))
  const held = keepAwake(log)
  await vi.waitFor(() => expect(log.notices).toHaveLength(1))
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(2))
  expect(log.notices.map(({ level, text }) => [level, text])).toEqual([
    [
      'note',
      'The screen may dim: the browser keeps it awake for no page (low battery). Set the system to never sleep for tonight.',
    ],
  ])
  held.dispose()
  request.mockRestore()
})
