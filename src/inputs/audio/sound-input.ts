// The ear of the show: brings in the sound that 'audio/source' asks for, and something else while that is away.
import type { Log } from '../../core/log'
import { messageOf } from '../../core/errors'
import { Scope, type Disposable } from '../../core/scope'
import type { Origin } from '../../show/command'
import type { Show } from '../../show/show'
import { defineSwap } from '../../show/swap'
import { inputNames, openMicrophone } from './microphone'
import { ANY_DEVICE, DEVICE, SOUND_PARAMS, type SoundKind } from './parameters'
import { microphoneBack, microphoneProblem, noDemo, noFile, otherMicrophone, type Cure } from './problems'
import { openSoundFile, SoundFileError } from './sound-file'
import type { SoundSource } from './sound-source'
import { keepAwake } from './audio-unlock'

/** The built-in music, started. */
export interface DemoTrack extends Disposable {
  readonly node: AudioNode
}

export interface SoundInputOptions {
  show: Show
  log: Log
  /** The page's one AudioContext; asked for when the first sound is. */
  context: () => AudioContext
  /** Starts the built-in music. */
  demo: () => Promise<DemoTrack>
  /** @defaultValue navigator.mediaDevices */
  devices?: MediaDevices | undefined
  /** Where clicks and keys are heard. @defaultValue window */
  gestures?: EventTarget
}

/** Fading in and out, so that a change doesn't click. Seconds. */
const FADE = 0.02

export class SoundInput implements Disposable {
  /** The knobs that scale the features, live: give it to the analysis. */
  readonly gains: { readonly all: number; readonly bass: number; readonly mid: number; readonly treble: number }

  private readonly scope = new Scope()
  private readonly show: Show
  private readonly log: Log
  private readonly devices: MediaDevices | undefined
  private graph: { context: AudioContext; output: GainNode; speakers: GainNode } | null = null
  private voice: SoundSource | null = null
  private voiceScope: Scope | null = null
  private current: SoundKind = 'off'
  private file: File | null = null
  private cure: Cure = 'none'
  private lost = false
  private turn = 0
  private wrongDevice = false

  constructor(private readonly options: SoundInputOptions) {
    const { show, log } = options
    this.show = show
    this.log = log
    this.devices = 'devices' in options ? options.devices : navigator.mediaDevices
    const remembered = show.snapshot()['audio/device']
    for (const [address, spec] of Object.entries(SOUND_PARAMS)) {
      const known =
        typeof remembered === 'string' && remembered !== ''
          ? [ANY_DEVICE, { value: remembered, label: remembered }]
          : [ANY_DEVICE]
      this.scope.defer(show.define(address, address === 'audio/device' ? { ...DEVICE, options: known } : spec))
    }
    this.scope.defer(
      defineSwap(show, 'audio/swap', 'audio/source', { label: 'That sound, and back', otherwise: 'demo' }),
    )
    this.gains = {
      get all() {
        return show.number('audio/gain')
      },
      get bass() {
        return show.number('audio/bass/gain')
      },
      get mid() {
        return show.number('audio/mid/gain')
      },
      get treble() {
        return show.number('audio/treble/gain')
      },
    }
  }

  /** What is playing now: not always what was asked for. */
  get playing(): SoundKind {
    return this.current
  }

  /** What is playing, for the performer; '' for nothing. */
  get label(): string {
    return this.voice?.label ?? ''
  }

  /** Where the sound comes out for the analysis; the same node always. */
  get output(): AudioNode {
    return this.nodes().output
  }

  /** Plays what the parameters say and follows them from now on. Resolves when it plays, or something in its place. */
  start(): Promise<void> {
    const { scope, show, devices } = this
    scope.defer(show.onEach(({ address }) => this.changed(address), 'audio/'))
    if (devices) scope.listen(devices, 'devicechange', () => void this.devicesChanged())
    void this.watchPermission()
    void this.listDevices()
    return this.apply()
  }

  /** Plays a dropped file and turns 'audio/source' to it. */
  playFile(file: File, origin: Origin = 'panel'): void {
    this.file = file
    if (this.show.text('audio/source') === 'file') void this.apply()
    else this.show.send({ target: 'audio/source', value: 'file', origin })
  }

  /** Plays a file or an address that was dropped on the page. */
  play(sound: File | string, origin: Origin = 'panel'): void {
    if (typeof sound !== 'string') return this.playFile(sound, origin)
    this.show.send({ target: 'audio/url', value: sound, origin })
    this.show.send({ target: 'audio/source', value: 'file', origin })
  }

  dispose(): void {
    this.turn++
    this.drop()
    this.scope.dispose()
    this.graph?.output.disconnect()
    this.graph?.speakers.disconnect()
    this.graph = null
  }

  private nodes(): { context: AudioContext; output: GainNode; speakers: GainNode } {
    if (this.graph) return this.graph
    const context = this.options.context()
    const output = context.createGain()
    const speakers = context.createGain()
    speakers.gain.value = this.show.number('audio/volume')
    speakers.connect(context.destination)
    this.graph = { context, output, speakers }
    this.scope.add(keepAwake(context, this.log, this.options.gestures ?? window, () => this.voice?.wake?.()))
    return this.graph
  }

  private changed(address: string): void {
    const source = this.wanted()
    if (address === 'audio/source') {
      this.lost = false
      void this.apply()
    } else if (address === 'audio/device' && source === 'mic') {
      this.lost = false
      void this.apply()
    } else if (address === 'audio/url') {
      this.file = null
      if (source === 'file') void this.apply()
    } else if (address === 'audio/volume' && this.graph) {
      const { context, speakers } = this.graph
      speakers.gain.setTargetAtTime(this.show.number('audio/volume'), context.currentTime, FADE)
    }
  }

  private wanted(): SoundKind {
    const value = this.show.text('audio/source')
    return value === 'mic' || value === 'demo' || value === 'file' ? value : 'off'
  }

  /** Brings in what is wanted; a later call overtakes an earlier one. `quiet`: a failure was told already. */
  private async apply(quiet = false): Promise<void> {
    const turn = ++this.turn
    const kind = this.wanted()
    this.cure = 'none'
    this.wrongDevice = false
    if (kind === 'off') return this.bring(null, 'off', false)
    if (kind === 'demo') return this.playDemo(turn, true)
    try {
      const voice = kind === 'mic' ? await this.microphone() : await this.openFile()
      if (turn !== this.turn) return voice.dispose()
      voice.onLost = (text) => this.gone(text)
      this.bring(voice, kind, kind === 'file')
      if (this.wrongDevice) this.log.warn('sound', otherMicrophone(this.show.text('audio/device'), voice.label))
      else if (kind === 'mic' && this.lost) this.log.info('sound', microphoneBack(voice.label))
      this.lost = this.wrongDevice
    } catch (thrown) {
      if (turn !== this.turn) return
      const problem =
        thrown instanceof SoundFileError
          ? { text: thrown.message, cure: 'none' as const }
          : microphoneProblem(thrown, this.show.text('audio/device'))
      this.cure = problem.cure
      this.lost = kind === 'mic'
      if (!quiet) this.log.warn('sound', problem.text)
      await this.playDemo(turn, false)
    }
  }

  private async microphone(): Promise<SoundSource> {
    const { context } = this.nodes()
    // Pages that aren't on https have no mediaDevices at all.
    if (!this.devices) throw new TypeError('no mediaDevices')
    const name = this.show.text('audio/device')
    const voice = await openMicrophone(context, this.devices, name)
    this.wrongDevice = !voice.wanted
    void this.listDevices()
    return voice
  }

  private openFile(): Promise<SoundSource> {
    const from = this.file ?? this.show.text('audio/url').trim()
    if (from === '') throw new SoundFileError(noFile())
    return openSoundFile(this.nodes().context, from)
  }

  private async playDemo(turn: number, heard: boolean): Promise<void> {
    try {
      this.nodes()
      const track = await this.options.demo()
      if (turn !== this.turn) return track.dispose()
      const voice: SoundSource = {
        label: 'Built-in music',
        node: track.node,
        onLost: null,
        dispose: () => track.dispose(),
      }
      this.bring(voice, 'demo', heard)
    } catch (thrown) {
      if (turn !== this.turn) return
      this.log.warn('sound', noDemo(messageOf(thrown)))
      this.bring(null, 'off', false)
    }
  }

  /** Exchanges what sounds. Only what is `heard` goes to the speakers: a microphone there would howl. */
  private bring(voice: SoundSource | null, kind: SoundKind, heard: boolean): void {
    this.drop()
    this.voice = voice
    this.current = kind
    if (!voice) return
    const { context, output, speakers } = this.nodes()
    const fade = context.createGain()
    fade.gain.value = 0
    fade.gain.setTargetAtTime(1, context.currentTime, FADE)
    voice.node.connect(fade)
    fade.connect(output)
    if (heard) fade.connect(speakers)
    this.voiceScope = new Scope()
    this.voiceScope.defer(() => fade.gain.setTargetAtTime(0, context.currentTime, FADE))
    this.voiceScope.defer(() => {
      voice.onLost = null
      setTimeout(() => {
        fade.disconnect()
        voice.dispose()
      }, FADE * 5000)
    })
  }

  private drop(): void {
    this.voiceScope?.dispose()
    this.voiceScope = null
    this.voice = null
  }

  private gone(text: string): void {
    this.log.warn('sound', text)
    this.lost = true
    this.cure = 'device'
    void this.playDemo(++this.turn, false)
  }

  private async devicesChanged(): Promise<void> {
    await this.listDevices()
    if (this.wanted() !== 'mic') return
    const name = this.show.text('audio/device')
    const present = this.devices ? (await inputNames(this.devices)).includes(name) : false
    if (this.cure === 'device' || (this.wrongDevice && present)) await this.apply(true)
  }

  /** A permission given later, beside the address, is taken up without a click. */
  private async watchPermission(): Promise<void> {
    try {
      const status = await navigator.permissions.query({ name: 'microphone' })
      this.scope.listen(status, 'change', () => {
        if (status.state === 'granted' && this.wanted() === 'mic' && this.cure === 'permission') void this.apply(true)
      })
    } catch {
      // Not every browser can be asked about the microphone; choosing it again works there.
    }
  }

  private async listDevices(): Promise<void> {
    const names = this.devices ? await inputNames(this.devices).catch(() => []) : []
    const chosen = this.show.text('audio/device')
    const away = chosen !== '' && !names.includes(chosen) ? [{ value: chosen, label: `${chosen} (away)` }] : []
    if (this.scope.disposed) return
    this.show.setChoices('audio/device', [ANY_DEVICE, ...names.map((name) => ({ value: name, label: name })), ...away])
  }
}
