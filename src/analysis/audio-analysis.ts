// What the show hears, once a frame: the live analysis of a sound that plays, or with the manual clock a sound stepped by hand.
import { SILENCE, type AudioFeatures, type SpectrumApi } from '../contracts/sound'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import { createAnalysisNode, type AnalysisNode, type Beat } from './analysis-node'
import { BandLevels } from './band-levels'
import type { Gains } from './interpolate'
import { createSteppedAnalysis, type SoundSamples, type SteppedAnalysis } from './offline-analysis'

export interface EarsOptions {
  log: Log
  gains: Gains
  onBeat(beat: Beat): void
}

type Steppable = AudioBuffer | SoundSamples

export class AudioAnalysis implements SpectrumApi {
  private live: AnalysisNode | null = null
  private stepped: SteppedAnalysis | null = null
  private heard: AudioFeatures = SILENCE
  private readonly levels = new BandLevels()
  private now: Seconds = 0
  private bandsAt: Seconds = 0

  constructor(private readonly options: EarsOptions) {}

  /** The features of the last `listen`. */
  get features(): AudioFeatures {
    return this.heard
  }

  /** Listens to `output` from now on. Never rejects: without an analysis the show is deaf, and says so. */
  async follow(output: AudioNode): Promise<void> {
    const { log, gains, onBeat } = this.options
    try {
      const live = await createAnalysisNode(output.context, { gains })
      live.onBeat(onBeat)
      output.connect(live.node)
      this.live = live
    } catch (thrown) {
      log.warn('sound', messageOf(thrown))
    }
  }

  /**
   * For the manual clock: hears a whole sound in a loop at the times that are given to `listen`, the same at every run.
   * A microphone has no such time. Never rejects: a run without its sound is silent, and says so.
   */
  async stepThrough(source: string, load: { demo(): Promise<Steppable>; file(): Promise<Steppable> }): Promise<void> {
    const { log, gains, onBeat } = this.options
    if (source === 'mic') {
      log.warn('sound', 'A clock that is stepped by hand has no microphone. The run is silent; use a file or the demo.')
    }
    if (source !== 'demo' && source !== 'file') return
    try {
      this.stepped = createSteppedAnalysis(await load[source](), { loop: true, gains })
      this.stepped.onBeat(onBeat)
    } catch (thrown) {
      log.warn('sound', `The sound to step through could not be read: ${messageOf(thrown)}. The run is silent.`)
    }
  }

  listen(now: Seconds): AudioFeatures {
    this.now = now
    this.heard = this.stepped?.at(now) ?? this.live?.newest(now) ?? SILENCE
    return this.heard
  }

  bands(into: number[]): void {
    const { now, levels, options } = this
    const dt = Math.max(0, now - this.bandsAt)
    this.bandsAt = now
    levels.write((this.stepped ?? this.live)?.hearing ?? null, options.gains, dt, into)
  }

  dispose(): void {
    this.live?.dispose()
    this.live = null
    this.stepped = null
  }
}
