// The sketches there are, found by their files; tells when one was saved, added or broken while the show runs.
import { Emitter } from '../core/emitter'
import { ImpastoError, messageOf } from '../core/errors'
import type { SketchInfo } from '../contracts/engine-api'
import type { SourcePlace } from '../core/source-location'
import type { SketchModule } from '../stage/define-sketch'
import { isSketch } from './is-sketch'

type Loader = () => Promise<unknown>

interface LibraryEvents {
  /** A sketch's file was saved and loads: put it on stage if it plays. */
  saved: { id: string; sketch: SketchModule }
  /** A sketch's file was saved and does not load; what plays goes on. */
  broken: { id: string; error: ImpastoError }
  /** The list of sketches changed. */
  list: undefined
}

export class SketchLibrary {
  readonly events = new Emitter<LibraryEvents>()
  private readonly loaders = new Map<string, Loader>()
  private readonly loaded = new Map<string, SketchModule>()

  /** @param files loaders by path, as import.meta.glob gives them: './sketches/portrait.ts' */
  constructor(files: Readonly<Record<string, Loader>>) {
    for (const [path, loader] of Object.entries(files)) this.loaders.set(idOf(path), loader)
  }

  /** In the order of the files' names. Titles are the ids until a sketch has been loaded. */
  get list(): SketchInfo[] {
    return [...this.loaders.keys()].sort().map((id) => {
      const sketch = this.loaded.get(id)
      return { id, title: sketch?.title ?? titleOf(id), about: sketch?.about ?? '' }
    })
  }

  /** @throws {ImpastoError} there is none of that id, or its file does not load or defines no sketch */
  async load(id: string): Promise<SketchModule> {
    const known = this.loaded.get(id)
    if (known) return known
    const loader = this.loaders.get(id)
    if (!loader) {
      throw new ImpastoError({
        asked: `Sketch '${id}' was asked for`,
        found: `there are ${this.list.map((s) => s.id).join(', ')}`,
        remedy: 'What plays goes on; choose one of these.',
      })
    }
    return this.take(id, loader)
  }

  /** Loads every sketch in turn, for titles and pictures in the picker; one that fails is told and left out. */
  async loadAll(): Promise<void> {
    for (const id of this.loaders.keys()) {
      try {
        await this.load(id)
      } catch (thrown) {
        if (thrown instanceof ImpastoError) this.events.emit('broken', { id, error: thrown })
      }
    }
    this.events.emit('list', undefined)
  }

  /** A file was saved: loads it anew by `loader` and tells. */
  async replace(id: string, loader: Loader): Promise<void> {
    const isNew = !this.loaders.has(id)
    try {
      const sketch = await this.take(id, loader)
      this.loaders.set(id, loader)
      this.events.emit('saved', { id, sketch })
      if (isNew) this.events.emit('list', undefined)
    } catch (thrown) {
      if (thrown instanceof ImpastoError) this.events.emit('broken', { id, error: thrown })
    }
  }

  /** A file was saved that does not compile. */
  reject(id: string, message: string, place: SourcePlace | null): void {
    this.events.emit('broken', { id, error: brokenSketch(id, message, place) })
  }

  private async take(id: string, loader: Loader): Promise<SketchModule> {
    let module: unknown
    try {
      module = await loader()
    } catch (cause) {
      throw brokenSketch(id, messageOf(cause), null, cause)
    }
    const sketch: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined
    if (!isSketch(sketch)) {
      throw new ImpastoError({
        asked: `Sketch '${id}' was loaded`,
        found: 'its file has no `export default defineSketch({ … })`',
        remedy: 'What plays goes on; add the export and save.',
        path: [`sketches/${id}.ts`],
      })
    }
    this.loaded.set(id, sketch)
    return sketch
  }
}

/** The error of a sketch that does not run, with its place in the file. */
export function brokenSketch(id: string, message: string, place: SourcePlace | null, cause?: unknown): ImpastoError {
  return new ImpastoError({
    asked: `Sketch '${id}' was to play`,
    found: message.replace(/\.$/, ''),
    remedy: 'What played before goes on; mend it and save.',
    path: place ? [`sketches/${id}.ts`, `line ${place.line}, column ${place.column}`] : [`sketches/${id}.ts`],
    cause,
  })
}

function idOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.ts$/, '')
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
