// The page's one global: the engine's handle.
import type { Engine } from './engine-api'

declare global {
  var impasto: Engine | undefined
}
