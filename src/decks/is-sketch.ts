// Tells a sketch from anything else a file may export.
import type { SketchModule } from '../stage/define-sketch'

export function isSketch(thing: unknown): thing is SketchModule {
  if (typeof thing !== 'object' || thing === null) return false
  return typeof Reflect.get(thing, 'setup') === 'function' && typeof Reflect.get(thing, 'title') === 'string'
}
