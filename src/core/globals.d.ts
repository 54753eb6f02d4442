// The page's one global: the engine's handle.
import type { Engine } from './handle'

declare global {
  var impasto: Engine | undefined
}
