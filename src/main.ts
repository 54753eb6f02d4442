// Boots the page: one engine in the page's stage, as the address asks for it.
import { createEngine } from './create-engine'
import { readUrl } from './show/url-options'

const mount = document.querySelector<HTMLElement>('#stage')
if (mount) globalThis.impasto = createEngine({ mount, ...readUrl(location.search) })
