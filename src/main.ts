// Boots the page: one engine in the page's stage, as the address asks for it.
import { createEngine } from './create-engine'
import { openStore } from './show/store'
import { readUrl } from './show/url-options'

const mount = document.querySelector<HTMLElement>('#stage')
if (mount) {
  const options = { mount, ...readUrl(location.search) }
  // By hand nothing is kept, so there is nothing to wait for.
  globalThis.impasto = options.manual ? createEngine(options) : createEngine({ ...options, store: await openStore() })
}
