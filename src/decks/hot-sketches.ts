// Listens to the dev server: a saved sketch is loaded anew, a broken one is reported with its place in the file.
import type { FindPlace, SourcePlace } from '../core/source-location'
import type { SketchLibrary } from './sketch-library'

/** Wires the library to Vite's socket. In a built page there is none: nothing is saved there, and places stay as they are. */
export function hotSketches(library: SketchLibrary): FindPlace {
  const hot = import.meta.hot
  if (!hot) return () => Promise.resolve(null)

  hot.on('impasto:sketch-saved', ({ id, url }: { id: string; url: string }) => {
    void library.replace(id, () => import(/* @vite-ignore */ url))
  })
  hot.on(
    'impasto:sketch-broken',
    (broken: { id: string; message: string; line: number | null; column: number | null }) => {
      const place = broken.line === null ? null : { line: broken.line, column: broken.column ?? 1 }
      library.reject(broken.id, broken.message, place)
    },
  )

  let asked = 0
  const waiting = new Map<number, (place: SourcePlace | null) => void>()
  hot.on('impasto:place!', ({ ask, place }: { ask: number; place: SourcePlace | null }) => {
    waiting.get(ask)?.(place)
    waiting.delete(ask)
  })
  return (url, place) =>
    new Promise((resolve) => {
      const ask = asked++
      waiting.set(ask, resolve)
      hot.send('impasto:place?', { ask, url, ...place })
    })
}
