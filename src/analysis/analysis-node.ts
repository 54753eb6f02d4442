// The picture's side of the analysis: connect sound to `node`, read `newest(now)` once a frame.
import type { AudioFeatures } from '../contracts/sound'
import { Emitter } from '../core/emitter'
import { ImpastoError } from '../core/errors'
import { follow } from '../core/signal'
import type { Bpm, Seconds } from '../core/units'
import { beatsAt, createFeatures, createHearing, featuresAt, UNITY, type Gains, type Hearing } from './interpolate'
import { unpackHearing } from './serialize'
import processorUrl from './worklet.ts?worker&url'

export interface Beat {
  readonly tempo: Bpm
  /** The time that was given to `newest`. */
  readonly time: Seconds
}

export interface AnalysisNode {
  /** Where the sound goes in. Its output is silent, and already connected. */
  readonly node: AudioNode
  /** The features at engine time `now`, the same object every time. Call it once a frame. */
  newest(now: Seconds): AudioFeatures
  /** What the last `newest` was told from; null: nothing is heard. */
  readonly hearing: Hearing | null
  /** Called from within `newest` on every beat; returns the unsubscribe. */
  onBeat(listener: (beat: Beat) => void): () => void
  dispose(): void
}

export interface AnalysisOptions {
  /** Read at every `newest`, so the object's numbers may move. @defaultValue all 1 */
  gains?: Gains
}

/** Nothing from the audio thread for this long: the sound was suspended, and old news is no news. */
const STALE: Seconds = 0.25
/** Time constants of the two clocks' offset: the context's comes in steps of a block. */
const DRIFT = { attack: 1, release: 1 }

const loaded = new WeakMap<BaseAudioContext, Promise<void>>()

/** @throws {ImpastoError} when the browser has no AudioWorklet or the processor cannot be loaded */
export async function createAnalysisNode(
  context: BaseAudioContext,
  { gains = UNITY }: AnalysisOptions = {},
): Promise<AnalysisNode> {
  await loadProcessor(context)
  const node = new AudioWorkletNode(context, 'impasto-analysis', {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    channelCount: 1,
    channelCountMode: 'explicit',
    channelInterpretation: 'speakers',
  })
  node.connect(context.destination)
  const emitter = new Emitter<{ beat: Beat }>()
  const hearing = createHearing()
  const features = createFeatures()
  const silence = createFeatures()
  let heardAt: Seconds = 0
  let fresh = false
  let silent = true
  let freshAt: Seconds = Number.NEGATIVE_INFINITY
  let offset: Seconds = Number.NaN
  let before: Seconds = 0
  let beats = 0
  node.port.onmessage = (event: MessageEvent<Float64Array>) => {
    heardAt = unpackHearing(event.data, hearing)
    fresh = true
  }

  function newest(now: Seconds): AudioFeatures {
    if (fresh) freshAt = now
    fresh = false
    const dt = Math.max(0, now - before)
    before = now
    silent = now - freshAt > STALE
    if (silent) {
      offset = Number.NaN
      return silence
    }
    const gap = now - context.currentTime
    offset = Math.abs(gap - offset) < 0.1 ? follow(offset, gap, dt, DRIFT) : gap
    const ahead = Math.min(STALE, Math.max(0, now - offset - heardAt))
    featuresAt(hearing, ahead, gains, features)
    tellBeats(Math.floor(beatsAt(hearing, ahead)), now)
    return features
  }

  function tellBeats(count: number, now: Seconds): void {
    if (count > beats && hearing.tempo > 0) emitter.emit('beat', { tempo: hearing.tempo, time: now })
    beats = Math.max(beats, count)
  }

  return {
    node,
    newest,
    get hearing() {
      return silent ? null : hearing
    },
    onBeat: (listener) => emitter.on('beat', listener),
    dispose() {
      emitter.clear()
      node.port.onmessage = null
      node.port.postMessage('close')
      node.disconnect()
    },
  }
}

function loadProcessor(context: BaseAudioContext): Promise<void> {
  const before = loaded.get(context)
  if (before) return before
  const loading = addModule(context)
  loaded.set(context, loading)
  loading.catch(() => loaded.delete(context))
  return loading
}

async function addModule(context: BaseAudioContext): Promise<void> {
  // Browsers have AudioWorklet only on https and localhost; the type says always.
  const worklet: AudioWorklet | undefined = context.audioWorklet
  if (!worklet) {
    throw new ImpastoError({
      asked: 'Listening to the sound needs an AudioWorklet',
      found: 'this page has none, because it was not opened over https or from localhost',
      remedy: 'The picture plays without sound; open the page over https or on this machine.',
    })
  }
  try {
    await worklet.addModule(processorUrl)
  } catch (cause) {
    throw new ImpastoError({
      asked: 'Listening to the sound needs its worklet file',
      found: 'it could not be loaded',
      remedy: 'The picture plays without sound; check that the page was served whole and load it again.',
      cause,
    })
  }
}
