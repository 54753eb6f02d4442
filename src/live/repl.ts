// The desk of live code: evaluates what is typed and puts its chains on stage; whatever goes wrong, what played before goes on.
//
//   desk.describe()       every function and name, for completion and help
//   desk.evaluate(code)   { ok: true } or { ok: false, errors: [{ line, column, message, hint }] }; never rejects
//   desk.run(code)        the same for the handle: rejects with an ImpastoError
//   desk.hush()           clears the stage
import type { PaintApi } from '../contracts/model'
import type { BandReading, SpectrumApi } from '../contracts/sound'
import { ImpastoError, messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Show } from '../show/show'
import type { Seconds } from '../core/units'
import {
  isSequenceLink,
  LiveChain,
  LiveSession,
  LiveStage,
  SEQUENCE_LINKS,
  type SketchModule,
  type SourceApi,
} from '#dialect'
import { describeDialect, type FunctionDoc } from './describe-dialect'
import { addAsked } from './engine-globals'
import { dialectNames } from './dialect-names'
import type * as Evaluate from './evaluate'
import { familiarNames } from './hydra-compat'
import { LiveScope } from './live-scope'
import { explained, problemOf, type LiveProblem } from './live-problem'
import type { Helpers } from './rewrite'
import { Watchdog } from './watchdog'

export interface ReplOptions {
  log: Log
  /** Where knobs are. */
  show: Show
  /** A clock that goes on while code runs, seconds. */
  now(): Seconds
  /** Puts the sketch that plays live code on stage. */
  put(sketch: SketchModule): Promise<void>
  /** False: another sketch has taken its place, though it may still be seen leaving. @defaultValue true */
  shows?(sketch: SketchModule): boolean
  /** Where s0..s3 are opened. */
  readonly sources: SourceApi
  /** Who paints for `.style()`. @defaultValue nobody */
  readonly painter?: PaintApi
  /** Called once a frame with the bands that `a.show()` draws; null: with none. @defaultValue nobody looks */
  readonly meter?: (bands: BandReading | null) => void
  /** What `a.fft` hears. @defaultValue nothing */
  readonly spectrum?: SpectrumApi
}

export type Evaluation = { readonly ok: true } | { readonly ok: false; readonly errors: readonly LiveProblem[] }

/** The parser comes after everything that the first picture needs. @throws {ImpastoError} it cannot be had */
async function loadParser(): Promise<typeof Evaluate> {
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

export class Repl {
  readonly session: LiveSession
  private readonly stage: LiveStage
  private readonly scope: LiveScope
  private readonly helpers: Helpers
  private readonly forgetKnobs: () => void
  private parser: typeof Evaluate | null = null
  private evaluated: Promise<void> = Promise.resolve()
  /** True when the last evaluation has shown nothing yet: what its timers ask for may take the stage. */
  private owed = false

  constructor(private readonly options: ReplOptions) {
    const { log, now, sources, painter, spectrum } = options
    const watchdog = new Watchdog(now)
    this.session = new LiveSession({
      sources,
      made: watchdog.made,
      ...(painter && { painter }),
      ...(spectrum && { spectrum }),
    })
    this.stage = new LiveStage(this.session, (text) => log.warn('live code', text))
    if (options.meter) this.session.ears.meter = options.meter
    this.session.asked = () => this.askedLate()
    const names = dialectNames(this.session)
    this.forgetKnobs = addAsked(names, {
      session: this.session,
      show: options.show,
      run: (code) => this.run(code),
      toWgsl: () => this.parser?.toWgsl ?? null,
      tell: (text) => log.warn('live code', text),
      ...(painter && { painter }),
    })
    const tell = (text: string): void => log.warn('live code', text)
    const familiar = familiarNames({ session: this.session, self: () => this.scope.self, tell })
    this.scope = new LiveScope(names, familiar)
    this.helpers = {
      __turn: watchdog.turn,
      __link: link,
      __names: this.scope.own,
    }
  }

  /** Fetches the parser. Never rejects. */
  async prepare(): Promise<void> {
    await loadParser().catch(() => undefined)
  }

  /** Every function and name of the dialect. */
  describe(): readonly FunctionDoc[] {
    return describeDialect()
  }

  /**
   * Evaluates code and shows its chains. Never rejects.
   * @param afresh another piece begins: its knobs start where it says, and not where those of the same name were
   */
  async evaluate(code: string, { afresh = false } = {}): Promise<Evaluation> {
    if (afresh) this.forgetKnobs()
    try {
      await this.run(code)
      return { ok: true }
    } catch (thrown) {
      return { ok: false, errors: [problemOf(thrown)] }
    }
  }

  /** @throws {ImpastoError} with line and column; what played before goes on */
  run(code: string): Promise<void> {
    const turn = this.evaluated.then(() => this.runNow(code))
    // Code that waits for something is not waited for by the code after it; only its beginning has to come first.
    this.evaluated = loadParser().then(
      () => undefined,
      () => undefined,
    )
    return turn
  }

  async hush(): Promise<void> {
    this.session.hush()
    await this.stage.install()
  }

  /** As the stage's: gives the painter the next picture of a chain; true while any chain asks for a painter. */
  paint(): boolean {
    return this.stage.paint()
  }

  paintToEnd(): Promise<boolean> {
    return this.stage.paintToEnd()
  }

  /** Resolves when nothing that was asked for is still on its way to the stage. */
  settled(): Promise<void> {
    return this.stage.settled()
  }

  private async runNow(code: string): Promise<void> {
    const { session, scope, helpers } = this
    const { compileLive } = (this.parser = await loadParser())
    session.schedule.renew()
    const live = compileLive(code, { isArrayLink: isSequenceLink, isReserved: (name) => scope.isKnown(name) })
    if (!this.onStage) session.begin()
    this.owed = false
    try {
      const value = await live.run({ scope: (assigned) => scope.proxy(assigned), self: scope.self, helpers })
      if (value instanceof LiveChain && !session.wishes) value.out()
    } catch (thrown) {
      session.dropWish()
      throw explained(thrown, scope.list())
    }
    await this.show()
    this.owed = !this.onStage
  }

  /** What a timer asks for when its evaluation is over, and has put nothing on stage that would see to it. */
  private askedLate(): void {
    if (!this.owed) return
    this.owed = false
    queueMicrotask(() => {
      this.show().catch((thrown: unknown) => this.options.log.warn('live code', messageOf(thrown)))
    })
  }

  private get onStage(): boolean {
    const { stage, options } = this
    return stage.lit && (options.shows?.(stage.sketch) ?? true)
  }

  private async show(): Promise<void> {
    const { session, stage, options } = this
    if (!session.wishes && (this.onStage || !session.runs)) return
    try {
      if (this.onStage) return await stage.install()
      const before = session.keep()
      stage.leave()
      await stage.install()
      try {
        await options.put(stage.sketch)
      } catch (thrown) {
        before()
        throw thrown
      }
    } catch (thrown) {
      throw explained(thrown, [])
    }
  }
}

/** A link of an array; anything else has its own. */
function link(thing: unknown, name: string): unknown {
  if (Array.isArray(thing) && isSequenceLink(name)) {
    return (...args: readonly never[]): unknown => SEQUENCE_LINKS[name](thing, ...args)
  }
  const own: unknown = Reflect.get(Object(thing), name)
  if (typeof own !== 'function') throw new TypeError(`.${name} is not a function`)
  return (...args: unknown[]): unknown => Reflect.apply(own, thing, args)
}
