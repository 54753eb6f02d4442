// Live code as a sketch: the stage's names are in scope, and its last expression is what is shown.
import { ImpastoError, messageOf } from '../core/errors'
import { Chain, type SketchModule, type SketchParts } from '../engine'
import type * as Evaluate from './evaluate'

/** The parser comes after everything that the first picture needs. @throws {ImpastoError} it cannot be had */
export async function loadParser(): Promise<typeof Evaluate> {
  try {
    return await import('./evaluate')
  } catch (cause) {
    throw new ImpastoError({
      asked: 'Live code needs its parser',
      found: `it could not be fetched (${messageOf(cause)})`,
      remedy: 'What played before goes on; try again when the server can be reached.',
      cause,
    })
  }
}

/** @throws {ImpastoError} with line and column when the code cannot be parsed; what it does wrong later, `setup` throws */
export async function liveSketch(code: string): Promise<SketchModule> {
  const { compileLive } = await loadParser()
  const live: Evaluate.LiveCode = compileLive(code)
  return {
    title: 'Live code',
    about: 'What was typed last.',
    setup(stage): SketchParts {
      const shown = live.run({ ...stage })
      if (shown instanceof Chain) return { show: shown }
      throw new ImpastoError({
        asked: 'Live code was evaluated',
        found: `its last line gives ${shown === undefined ? 'nothing' : typeof shown}`,
        remedy: 'What played before goes on; end with a chain, for example painting.kaleidoscope({ sides: 6 }).',
      })
    },
  }
}
