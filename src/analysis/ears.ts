// What the show hears, once a frame: the live analysis of a sound that plays, or with the manual clock a sound stepped by hand.
import { SILENCE, type AudioFeatures } from '../core/contracts'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import { createAnalysisNode, type AnalysisNode, type Beat } from './analysis-node'
import type { Gains } from './moment'
import { createSteppedAnalysis, type SteppedAnalysis } from './stepped'

export interface EarsOptions {
  log: Log
  gains: Gains
  onBeat(beat: Beat): void
}

export class Ears {
  private live: AnalysisNode | null = null
  private stepped: SteppedAnalysis | null = null
  private heard: AudioFeatures = SILENCE

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

  /** Hears `sound` in a loop at the times that are given to `listen`, the same at every run. */
  step(sound: AudioBuffer): void {
    this.stepped = createSteppedAnalysis(sound, { loop: true, gains: this.options.gains })
    this.stepped.onBeat(this.options.onBeat)
  }

  listen(now: Seconds): AudioFeatures {
    this.heard = this.stepped?.at(now) ?? this.live?.newest(now) ?? SILENCE
    return this.heard
  }

  dispose(): void {
    this.live?.dispose()
    this.live = null
    this.stepped = null
  }
}
