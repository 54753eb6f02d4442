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
  else {
    const coming = openStore().then((store) => createEngine({ ...options, store }))
    globalThis.impasto = until(coming)
    globalThis.impasto = await coming
  }
}

/** Stands for an engine that is on its way, so that a script may wait for `impasto.ready` as soon as the page is there. */
function until(coming: Promise<Engine>): Engine {
  let engine: Engine | null = null
  const ready = coming.then((made) => {
    engine = made
    return made.ready
  })
  ready.catch(() => undefined)
  return new Proxy({} as Engine, {
    get(_, name) {
      if (name === 'ready') return ready
      const value: unknown = engine ? Reflect.get(engine, name) : undefined
      return typeof value === 'function' ? value.bind(engine) : value
    },
  })
}
