// Which sketch is on stage: the parameter, saved files, live code; a sketch that fails leaves the one before it playing.
import { ImpastoError, messageOf } from '../core/errors'
import type { SketchInfo } from '../contracts/engine-api'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import { placeInStack, type FindPlace } from '../core/source-location'
import type { Seconds } from '../core/units'
import type { Origin } from '../show/command'
import type { SketchModule } from '../stage/define-sketch'
import { overtaken } from '../stage/sketch-instance'
import { defineSketchActions } from './sketch-actions'
import { brokenSketch, type SketchLibrary } from './sketch-library'

const CURRENT = 'sketch/current'
const LIVE = 'live'

export interface SketchLoaderOptions {
  library: SketchLibrary
  show: Show
  log: Log
  /** The sketch of a first visit. */
  first: string
  /** Puts a sketch on stage, in `seconds` or those of the parameter; rejects, and leaves the old one playing, when it fails. */
  put(id: string, sketch: SketchModule, seconds?: Seconds): Promise<void>
  findPlace: FindPlace
}

export class SketchLoader implements Disposable {
  private readonly scope = new Scope()
  private current: { id: string; sketch: SketchModule } | null = null
  /** What was asked for last, which may still be on its way. */
  private wanted: string
  private turn = 0
  /** What plays live code, once there was some: it can be gone back to like a sketch. */
  private live: SketchModule | null = null

  constructor(private readonly options: SketchLoaderOptions) {
    const { show, library, first } = options
    this.wanted = first
    this.scope.defer(
      show.define(CURRENT, {
        kind: 'choice',
        label: 'Sketch',
        help: 'The piece on stage.',
        options: this.choices(),
        default: first,
      }),
    )
    this.scope.defer(
      show.onEach(({ value, origin, sender }) => {
        if (sender !== this && String(value) !== this.wanted) void this.chosen(String(value), origin)
      }, CURRENT),
    )
    this.scope.add(defineSketchActions(show, () => this.list))
    this.scope.defer(library.events.on('list', () => show.setChoices(CURRENT, this.choices())))
    this.scope.defer(library.events.on('broken', ({ id, error }) => void this.broken(id, error)))
    this.scope.defer(
      library.events.on('saved', ({ id, sketch }) => {
        if (id === this.current?.id) void this.saved(id, sketch)
      }),
    )
  }

  get list(): readonly SketchInfo[] {
    return this.options.library.list
  }

  /** What is on stage, to be put there again after a lost device; null before the first. */
  get playing(): { id: string; sketch: SketchModule } | null {
    return this.current
  }

  /** The sketch that the parameter names, or else the first that plays. @throws {ImpastoError} when none does */
  async begin(): Promise<void> {
    const known = this.list.map(({ id }) => id)
    const ids = [this.options.show.text(CURRENT), this.options.first, ...known].filter((id) => known.includes(id))
    let failure: unknown = null
    for (const id of new Set(ids)) {
      try {
        await this.choose(id, 'engine')
        return
      } catch (thrown) {
        failure ??= thrown
        this.options.log.error(`sketch ${id}`, messageOf(thrown))
      }
    }
    throw failure
  }

  /** Fetches every sketch, so that the evening plays on without a network. Never rejects. */
  async prepare(): Promise<void> {
    await this.options.library.loadAll()
  }

  /** @throws {ImpastoError} there is none of that id, or it fails; the old one plays on */
  async choose(id: string, origin: Origin = 'handle'): Promise<void> {
    const turn = ++this.turn
    this.wanted = id
    try {
      if (id === LIVE && this.live) await this.play(LIVE, this.live, 0)
      else {
        const sketch = await this.loaded(id)
        // A choice that was overtaken never arrives.
        if (turn !== this.turn) throw overtaken(id, false)
        await this.play(id, sketch)
      }
    } catch (thrown) {
      if (turn === this.turn) this.wanted = this.current?.id ?? this.options.first
      throw thrown
    }
    if (turn === this.turn) this.tell(id, origin)
  }

  /** A sketch that failed on stage was taken off for this one, which played before it. */
  returned(id: string, sketch: SketchModule): void {
    this.current = { id, sketch }
    this.wanted = id
    this.tell(id, 'engine')
  }

  /** True while `sketch` is the one on stage, and none that is leaving. */
  shows(sketch: SketchModule): boolean {
    return this.current?.sketch === sketch
  }

  /** Puts the sketch that plays live code on stage. @throws {ImpastoError} the old one plays on */
  async playLive(sketch: SketchModule): Promise<void> {
    const turn = ++this.turn
    await this.play(LIVE, sketch, 0)
    this.live = sketch
    if (turn !== this.turn) return
    this.wanted = LIVE
    this.options.show.setChoices(CURRENT, this.choices())
    this.tell(LIVE, 'code')
  }

  dispose(): void {
    this.scope.dispose()
  }

  private async play(id: string, sketch: SketchModule, seconds?: Seconds): Promise<void> {
    try {
      await this.options.put(id, sketch, seconds)
    } catch (thrown) {
      throw await this.explain(id, thrown)
    }
    this.current = { id, sketch }
  }

  private async broken(id: string, error: ImpastoError): Promise<void> {
    this.options.log.error(`sketch ${id}`, messageOf(await this.explain(id, error)))
  }

  private async chosen(id: string, origin: Origin): Promise<void> {
    const turn = this.turn + 1
    try {
      await this.choose(id, origin)
    } catch (thrown) {
      // Something else was asked for meanwhile: nothing has failed.
      if (turn !== this.turn) return
      this.options.log.error(`sketch ${id}`, messageOf(thrown))
      if (this.current) this.tell(this.current.id, 'engine')
    }
  }

  /** What is on stage stands in the show; this room knows its own word. */
  private tell(id: string, origin: Origin): void {
    this.options.show.send({ target: CURRENT, value: id, origin, sender: this })
  }

  private async loaded(id: string): Promise<SketchModule> {
    try {
      return await this.options.library.load(id)
    } catch (thrown) {
      throw await this.explain(id, thrown)
    }
  }

  private async saved(id: string, sketch: SketchModule): Promise<void> {
    try {
      await this.play(id, sketch)
    } catch (thrown) {
      this.options.log.error(`sketch ${id}`, messageOf(thrown))
    }
  }

  /** The error with its place in the file as it was written, where that can be known. */
  private async explain(id: string, thrown: unknown): Promise<unknown> {
    if (id === LIVE)
      return thrown instanceof ImpastoError && thrown.cause instanceof ImpastoError ? thrown.cause : thrown
    const inside = thrown instanceof ImpastoError ? thrown.cause : thrown
    const file = `sketches/${id}.ts`
    const served = inside instanceof Error ? placeInStack(inside.stack, file) : null
    if (!served) return thrown
    const place = await this.options.findPlace(`/${file}`, served)
    return brokenSketch(id, messageOf(inside), place ?? served, inside)
  }

  private choices(): { value: string; label: string }[] {
    const sketches = this.list.map(({ id, title }) => ({ value: id, label: title }))
    return this.live ? [...sketches, { value: LIVE, label: 'Live code' }] : sketches
  }
}
