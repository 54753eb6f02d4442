// What a performer's code has said so far: time, tempo, what each output and source is to show. Data that outlives a graphics device.
import type { SourceRequest } from '../contracts/input'
import type { PaintApi } from '../contracts/model'
import { SILENCE, type AudioFeatures, type SpectrumApi } from '../contracts/sound'
import type { Bpm, Pixels, Seconds } from '../core/units'
import { Timeline } from '../transport/timeline'
import { LIVE_BPM } from './sequence'
import type { Home, LiveChain, LiveProps } from './live-chain'
import { HydraAudio } from './hydra-audio'
import { LiveOutput, OUTPUTS } from './live-output'
import { LiveSchedule } from './live-schedule'
import { LiveSource, type SourceApi, type SourceSettings } from './live-source'

export interface LiveSessionOptions {
  readonly sources: SourceApi
  /** Who paints for `.style()`. @defaultValue nobody */
  readonly painter?: PaintApi
  /** What `a.fft` hears. @defaultValue nothing */
  readonly spectrum?: SpectrumApi
  /** Called for every link that is made; may throw to stop a flood. */
  made(): void
}

/** What the stage shows: one output, or all four in a grid. */
export type Shown = LiveOutput | 'all'

/** What code asked for that is not on stage yet. Null for an output: it is cleared. */
export interface Wish {
  readonly chains: Map<LiveOutput, LiveChain | null>
  shown: Shown | null
  /** How long what plays takes to leave. */
  seconds: Seconds
}

export class LiveSession implements Home {
  /** The sketch's time, seconds: every frame adds its length times `speed`. */
  time: Seconds = 0
  speed = 1
  /** Beats of the sketch's own time. Its tempo counts for every beat, earlier ones too: so the language has it. */
  readonly clock = new Timeline(LIVE_BPM)
  /** Chains are drawn at most so often; null: every frame. */
  fps: number | null = null
  /** Frames a second, as the last one came; 0 before the first. */
  pace = 0
  update: ((milliseconds: number) => void) | null = null
  afterUpdate: ((milliseconds: number) => void) | null = null
  /** The pointer, stage pixels. */
  readonly mouse = { x: 0, y: 0, buttons: 0, mods: { shift: false, alt: false, control: false, meta: false } }
  width: Pixels = 1
  height: Pixels = 1
  readonly outputs: readonly LiveOutput[] = Array.from({ length: OUTPUTS }, (_, i) => new LiveOutput(i))
  readonly sources: readonly LiveSource[]
  /** What plays on each output. */
  readonly playing = new Map<LiveOutput, LiveChain>()
  shown: Shown
  /** What a function of the sketch is given; the same object every frame. */
  readonly props: LiveProps
  /** What is called in time. */
  readonly schedule = new LiveSchedule()
  /** Where the session is drawn; 'webgpu' until it is. */
  backend: 'webgpu' | 'webgl2' = 'webgpu'
  /** Films, pictures and texts that chains begin with, by what was asked for. */
  private readonly media = new Map<string, LiveSource>()
  /** What `a` is. */
  readonly ears: HydraAudio
  /** What is heard now. */
  heard: AudioFeatures = SILENCE
  /** Gives the stage another size; the stage's own from when it plays this. */
  resize: (width: Pixels, height: Pixels) => void = () => undefined
  /** Told whenever something is asked for, by a timer of a sketch too. */
  asked: () => void = () => undefined
  /** Who paints for `.style()`; null: nobody. */
  readonly painter: PaintApi | null
  private wish: Wish = emptyWish()

  get bpm(): Bpm {
    return this.clock.bpm
  }

  set bpm(bpm: Bpm) {
    this.clock.bpm = bpm
  }

  constructor(private readonly options: LiveSessionOptions) {
    this.sources = Array.from({ length: OUTPUTS }, (_, i) => new LiveSource(i, options.sources))
    this.painter = options.painter ?? null
    this.ears = new HydraAudio(options.spectrum ?? null)
    this.shown = this.output(0)
    this.props = propsOf(this)
  }

  output(index: number): LiveOutput {
    const output = this.outputs[index]
    if (!output) throw new RangeError(`There is no output ${index}.`)
    return output
  }

  made(): void {
    this.options.made()
  }

  out(chain: LiveChain, output: unknown): void {
    const wanted = output instanceof LiveOutput ? output : this.output(0)
    this.wish.chains.set(wanted, chain)
    this.asked()
  }

  /** What the stage shows from the next frame on. */
  render(output?: unknown): void {
    this.wish.shown = output instanceof LiveOutput ? output : 'all'
    this.asked()
  }

  /** What comes takes this long to take over from what plays. */
  fade(seconds: Seconds): void {
    this.wish.seconds = Number.isFinite(seconds) ? Math.max(0, seconds) : 0
  }

  /** A source of its own for a film, a picture or a canvas, opened once however often it is asked for. */
  medium(key: string, request: () => SourceRequest, settings: SourceSettings = { mag: 'linear' }): LiveSource {
    const known = this.media.get(key)
    if (known) return known
    const source = new LiveSource(OUTPUTS + this.media.size, this.options.sources)
    this.media.set(key, source)
    void source.ask(request(), settings)
    return source
  }

  /** Clears every output and source, and stops every chain. */
  hush(): void {
    for (const output of this.outputs) this.wish.chains.set(output, null)
    for (const source of this.sources) source.clear()
    this.wish.shown = this.output(0)
    this.update = null
    this.afterUpdate = null
    this.schedule.clear()
  }

  /** True when a function of the sketch is to run every frame. */
  get runs(): boolean {
    return this.update !== null || this.afterUpdate !== null
  }

  /** True when something was asked for that is not on stage yet. */
  get wishes(): boolean {
    return this.wish.chains.size > 0 || this.wish.shown !== null
  }

  /** A performance begins: time starts anew and the outputs are empty. Names, tempo and sources stay as they are. */
  begin(): void {
    this.time = 0
    this.playing.clear()
    this.shown = this.output(0)
    this.update = null
    this.afterUpdate = null
    this.schedule.clear()
    this.dropWish()
  }

  /** The way back to what plays now. */
  keep(): () => void {
    const playing = new Map(this.playing)
    const { shown } = this
    return () => {
      this.playing.clear()
      for (const [output, chain] of playing) this.playing.set(output, chain)
      this.shown = shown
    }
  }

  /** Hands over what was asked for since the last time; null: nothing. */
  takeWish(): Wish | null {
    const { wish } = this
    if (wish.chains.size === 0 && wish.shown === null) return null
    this.wish = emptyWish()
    return wish
  }

  /** Forgets what was asked for and has not been taken. */
  dropWish(): void {
    this.wish = emptyWish()
  }

  /** The wish is on stage now. */
  fulfilled({ chains, shown }: Wish): void {
    for (const [output, chain] of chains) {
      if (chain) this.playing.set(output, chain)
      else this.playing.delete(output)
    }
    if (shown) this.shown = shown
  }
}

function emptyWish(): Wish {
  return { chains: new Map(), shown: null, seconds: 0 }
}

function propsOf(session: LiveSession): LiveProps {
  const resolution: [number, number] = [0, 0]
  return {
    get time() {
      return session.time
    },
    clock: session.clock,
    get bpm() {
      return session.bpm
    },
    get speed() {
      return session.speed
    },
    mouse: session.mouse,
    get width() {
      return session.width
    },
    get height() {
      return session.height
    },
    get resolution() {
      resolution[0] = session.width
      resolution[1] = session.height
      return resolution
    },
  }
}
