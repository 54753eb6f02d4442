// Puts the bench into its page, as the address asks for it.
import models from 'virtual:impasto-models'
import { createBenchPage } from './bench-page'
import { RUNTIMES } from './runtimes'

const mount = document.querySelector<HTMLElement>('#bench')
if (mount) globalThis.impastoBench = createBenchPage({ mount, models, runtimes: RUNTIMES, search: location.search })
