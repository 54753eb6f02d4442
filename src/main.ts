// Boots the page: one engine in the page's stage, as the address asks for it.
import type { Engine } from './contracts/engine-api'
import { createEngine } from './create-engine'
import { openStore } from './show/store'
import { readUrl } from './show/url-options'

const mount = document.querySelector<HTMLElement>('#stage')
if (mount) {
  const options = { mount, ...readUrl(location.search) }
  // By hand nothing is kept, so there is nothing to wait for.
  if (options.manual) globalThis.impasto = createEngine(options)
  else globalThis.impasto = until(openStore().then((store) => createEngine({ ...options, store })))
}

/**
 * Stands for the engine, which is there when the store is open: a script may wait for `impasto.ready` and listen by `impasto.on` as soon as
 * the page is there. All else is the engine's own, from then on.
 */
function until(coming: Promise<Engine>): Engine {
  let engine: Engine | null = null
  const early = new Set<(made: Engine) => void>()
  const ready = coming.then((made) => {
    engine = made
    for (const listen of early) listen(made)
    return made.ready
  })
  // Whoever does not wait for it finds it in the log.
  ready.catch(() => undefined)
  const on: Engine['on'] = (type, listener) => {
    let stop = (): void => void early.delete(listen)
    const listen = (made: Engine): void => void (stop = made.on(type, listener))
    if (engine) listen(engine)
    else early.add(listen)
    return () => stop()
  }
  return new Proxy({} as Engine, {
    get(_, name) {
      if (name === 'ready') return ready
      if (name === 'on') return on
      const value: unknown = engine ? Reflect.get(engine, name) : undefined
      return typeof value === 'function' ? value.bind(engine) : value
    },
  })
}
