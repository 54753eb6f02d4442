// The built-in music: a generative groove on Tone.js's transport, live or rendered. Tone.js loads when it is first asked for.
import type * as ToneModule from 'tone'
import type { Bpm, Hertz, Seconds } from '../core/units'
import { createBand } from './band'
import { compose } from './composition'

export interface Groove {
  /** The sound; connect it to whatever hears it. */
  readonly node: AudioNode
  readonly bpm: Bpm
  /** From the top, a moment from now. */
  start(): void
  stop(): void
  /** Idempotent; stops as well. */
  dispose(): void
}

export interface GrooveOptions {
  /** Another seed is another piece. @defaultValue 1 */
  seed?: number
}

/** Longer than any note of the groove with its release. */
const LAST_NOTE: Seconds = 8

/** Who plays on a transport: a groove that fades out must not stop the one that came after it. */
const holders = new WeakMap<object, object>()

/** The live groove in `context`, which Tone.js shares from now on. Silent until `start`. */
export async function createGroove(context: AudioContext, { seed = 1 }: GrooveOptions = {}): Promise<Groove> {
  const tone = await import('tone')
  const shared = share(tone, context)
  const { band, bpm, transport } = arrange(tone, shared, seed)
  const node = context.createGain()
  tone.connect(band.output, node)
  let disposed = false

  const me = {}
  holders.set(transport, me)
  function stop(): void {
    if (holders.get(transport) !== me) return
    transport.stop()
    transport.position = 0
  }

  return {
    node,
    bpm,
    start() {
      if (!disposed) transport.start('+0.05')
    },
    stop,
    dispose() {
      if (disposed) return
      disposed = true
      stop()
      if (holders.get(transport) === me) transport.cancel(0)
      node.disconnect()
      // Tone.js unhooks an oscillator when its note has ended, and throws if the instrument is gone by then.
      setTimeout(() => band.dispose(), LAST_NOTE * 1000)
    },
  }
}

/** The live groove, playing. */
export async function startGroove(context: AudioContext, options: GrooveOptions = {}): Promise<Groove> {
  const groove = await createGroove(context, options)
  groove.start()
  return groove
}

/** The first `seconds` of the groove as samples: the same at every run, for the manual clock. */
export async function renderGroove(seconds: Seconds, seed = 1, sampleRate: Hertz = 44100): Promise<AudioBuffer> {
  const tone = await import('tone')
  const offline = new tone.OfflineContext(2, seconds, sampleRate)
  const { band, transport } = arrange(tone, offline, seed)
  tone.connect(band.output, offline.rawContext.destination)
  transport.start(0)
  const rendered = await offline.render()
  const buffer = rendered.get()
  if (!buffer) throw new Error('Tone.js rendered nothing.')
  return buffer
}

/** How long so many bars last: render whole bars, and the sound loops without a seam. */
export function grooveLength(bars: number, seed = 1): Seconds {
  return (bars * 240) / compose(seed).bpm
}

/** Shaders that are being made hold the page up now and then; music that is written this far ahead does not stumble over it. */
const AHEAD: Seconds = 0.3
/** A step later than this is left out: Tone.js cannot start one voice twice at the same moment, which is now for all that are late. */
const LATE: Seconds = 0.03

function share(tone: typeof ToneModule, context: AudioContext): ToneModule.BaseContext {
  const before = tone.getContext()
  if (before.rawContext === context) return before
  const made = new tone.Context(context)
  made.lookAhead = AHEAD
  tone.setContext(made)
  return made
}

function arrange(tone: typeof ToneModule, context: ToneModule.BaseContext, seed: number) {
  const composition = compose(seed)
  const band = createBand(tone, context)
  const transport = context.transport
  const sixteenth = 15 / composition.bpm
  transport.bpm.value = composition.bpm
  transport.cancel(0)
  transport.scheduleRepeat((time) => {
    if (time < context.currentTime - LATE) return
    // Ticks rather than a counter, so that stopping and starting begins at the top.
    const index = Math.round(transport.getTicksAtTime(time) / (transport.PPQ / 4))
    band.play(composition.step(index), time, sixteenth)
  }, '16n')
  return { band, transport, bpm: composition.bpm }
}
