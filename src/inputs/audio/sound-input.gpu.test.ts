// The show's ear in a real browser: every source, every failure and the way back from it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../core/clock'
import { Log } from '../../core/log'
import { Show } from '../../show/show'
import { SoundInput, type DemoTrack } from './sound-input'

/** Microphones that can be plugged, unplugged and refused by hand; each gives a real stream of a real tone. */
class Plugboard extends EventTarget {
  refusal: string | null = null
  readonly tracks = new Map<string, MediaStreamTrack>()
  readonly asked: MediaTrackConstraints[] = []
  private plugged: string[] = []

  constructor(private readonly context: AudioContext) {
    super()
  }

  plug(...names: string[]): void {
    this.plugged = names
    for (const [name, track] of this.tracks) if (!names.includes(name)) track.dispatchEvent(new Event('ended'))
    this.dispatchEvent(new Event('devicechange'))
  }

  async enumerateDevices(): Promise<Pick<MediaDeviceInfo, 'kind' | 'label' | 'deviceId'>[]> {
    return this.plugged.map((label) => ({ kind: 'audioinput', label, deviceId: `id of ${label}` }))
  }

  async getUserMedia({ audio }: { audio: MediaTrackConstraints }): Promise<MediaStream> {
    this.asked.push(audio)
    if (this.refusal) throw new DOMException('refused by hand', this.refusal)
    const exact = typeof audio.deviceId === 'object' && 'exact' in audio.deviceId ? audio.deviceId.exact : undefined
    const name = this.plugged.find((label) => exact === undefined || `id of ${label}` === exact)
    if (name === undefined) throw new DOMException('nothing there', 'NotFoundError')
    const tone = this.context.createOscillator()
    const out = this.context.createMediaStreamDestination()
    tone.connect(out)
    tone.start()
    const track = out.stream.getAudioTracks()[0]
    if (!track) throw new Error('no track')
    Object.defineProperty(track, 'label', { value: name })
    this.tracks.set(name, track)
    return out.stream
  }
}

let context: AudioContext
let show: Show
let log: Log
let board: Plugboard
let speakers: AnalyserNode
let heard: AnalyserNode
let input: SoundInput
let demos: number

beforeEach(() => {
  const clock = new ManualClock()
  context = new AudioContext()
  speakers = context.createAnalyser()
  Object.defineProperty(context, 'destination', { value: speakers })
  heard = context.createAnalyser()
  log = new Log(() => clock.now())
  show = new Show(() => clock.now(), log)
  board = new Plugboard(context)
  demos = 0
})

afterEach(async () => {
  input.dispose()
  await context.close()
})

async function demo(): Promise<DemoTrack> {
  demos++
  const node = context.createConstantSource()
  node.start()
  return {
    node,
    dispose() {
      demos--
      node.disconnect()
    },
  }
}

function listen(): SoundInput {
  // The board has the three things that are used of MediaDevices.
  const devices = board as unknown as MediaDevices
  input = new SoundInput({ show, log, context: () => context, demo, devices, gestures: new EventTarget() })
  input.output.connect(heard)
  return input
}

function peak(meter: AnalyserNode): number {
  const samples = new Float32Array(meter.fftSize)
  meter.getFloatTimeDomainData(samples)
  return samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
}

const said = () => log.notices.map((n) => n.text).join('\n')
const choose = (target: string, value: string | number) => show.send({ target, value, origin: 'panel' })
const soon = { timeout: 20_000 }

test('the demo is heard and felt; off is neither', async () => {
  await listen().start()
  await expect.poll(() => peak(heard), soon).toBeGreaterThan(0.9)
  await expect.poll(() => peak(speakers), soon).toBeGreaterThan(0.6)
  choose('audio/volume', 0)
  await expect.poll(() => peak(speakers), soon).toBeLessThan(0.01)
  choose('audio/source', 'off')
  await expect.poll(() => peak(heard), soon).toBe(0)
  await expect.poll(() => demos, soon).toBe(0)
  expect(input.playing).toBe('off')
})

test('a microphone is felt, asked for raw, and never sent to the speakers', async () => {
  board.plug('Scarlett')
  listen()
  choose('audio/source', 'mic')
  await input.start()
  expect([input.playing, input.label]).toEqual(['mic', 'Scarlett'])
  expect(board.asked[0]).toEqual({ echoCancellation: false, noiseSuppression: false, autoGainControl: false })
  await expect.poll(() => peak(heard), soon).toBeGreaterThan(0.5)
  expect(peak(speakers)).toBe(0)
})

test('a refused microphone: says so, moves to the demo unheard, and comes when it is chosen again', async () => {
  board.plug('Scarlett')
  board.refusal = 'NotAllowedError'
  listen()
  choose('audio/source', 'mic')
  await input.start()
  expect(said()).toContain('may not be used: the browser or the system denied permission')
  await expect.poll(() => peak(heard), soon).toBeGreaterThan(0.9)
  expect([input.playing, peak(speakers)]).toEqual(['demo', 0])
  board.refusal = null
  choose('audio/source', 'demo')
  choose('audio/source', 'mic')
  await expect.poll(() => input.playing, soon).toBe('mic')
})

test('an unplugged microphone: the demo, and back by itself', async () => {
  board.plug('Scarlett')
  listen()
  choose('audio/source', 'mic')
  await input.start()
  board.plug()
  await expect.poll(() => input.playing, soon).toBe('demo')
  expect(said()).toContain("Microphone 'Scarlett' was unplugged or switched off.")
  board.plug('Scarlett')
  await expect.poll(() => input.playing, soon).toBe('mic')
  expect(said()).toContain("Microphone 'Scarlett' is back.")
})

test('a microphone remembered by name: another meanwhile, itself when it returns', async () => {
  show.remember({ 'audio/device': 'Scarlett', 'audio/source': 'mic' })
  board.plug('Built-in')
  await listen().start()
  expect(input.label).toBe('Built-in')
  expect(said()).toContain("Microphone 'Scarlett' is not connected. The picture moves to 'Built-in' meanwhile")
  await expect.poll(() => JSON.stringify(show.param('audio/device')?.spec), soon).toContain('"label":"Scarlett (away)"')
  board.plug('Built-in', 'Scarlett')
  await expect.poll(() => input.label, soon).toBe('Scarlett')
  expect(show.text('audio/device')).toBe('Scarlett')
})

test('no file, a dead address, a broken file: each says what it is', async () => {
  listen()
  choose('audio/source', 'file')
  await input.start()
  expect(said()).toContain('No sound file was chosen yet.')
  choose('audio/url', 'http://127.0.0.1:9/set.mp3')
  await expect.poll(said, soon).toContain("The sound at 'http://127.0.0.1:9/set.mp3' can't be loaded: no answer came")
  input.playFile(new File([new Uint8Array(4000)], 'broken.mp3'))
  await expect.poll(said, soon).toContain("'broken.mp3' is no sound that this browser can play.")
  await expect.poll(() => input.playing, soon).toBe('demo')
  expect(peak(speakers)).toBe(0)
})

test('a dropped file plays, heard and felt', async () => {
  await listen().start()
  input.playFile(new File([wav()], 'tone.wav'))
  await expect.poll(() => input.label, soon).toBe('tone.wav')
  expect([input.playing, show.text('audio/source')]).toEqual(['file', 'file'])
  await expect.poll(() => peak(heard), soon).toBeGreaterThan(0.3)
  await expect.poll(() => peak(speakers), soon).toBeGreaterThan(0.2)
})

test('music that does not start is told, and is silence', async () => {
  const devices = board as unknown as MediaDevices
  const failing = () => Promise.reject(new Error('Tone.js did not load'))
  input = new SoundInput({ show, log, context: () => context, demo: failing, devices, gestures: new EventTarget() })
  await input.start()
  expect(said()).toContain('The built-in music could not start (Tone.js did not load).')
  expect(input.playing).toBe('off')
})

test('a page that was not touched: says so once, and sounds at the first key', async () => {
  const gestures = new EventTarget()
  const resume = context.resume.bind(context)
  let touched = false
  await context.suspend()
  context.resume = () => (touched ? resume() : new Promise(() => undefined))
  const devices = board as unknown as MediaDevices
  input = new SoundInput({ show, log, context: () => context, demo, devices, gestures })
  await input.start()
  await expect.poll(said, soon).toContain('Sound starts with your first click or key')
  expect(context.state).toBe('suspended')
  touched = true
  gestures.dispatchEvent(new Event('keydown'))
  await expect.poll(() => context.state, soon).toBe('running')
  expect(log.notices.length).toBe(1)
})

/** Half a second of a tone, 8 bit, 8 kHz. */
function wav(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 4000)
  const view = new DataView(bytes.buffer)
  const words = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  words(0, 'RIFF')
  view.setUint32(4, 36 + 4000, true)
  words(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 8000, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  words(36, 'data')
  view.setUint32(40, 4000, true)
  for (let i = 0; i < 4000; i++) bytes[44 + i] = 128 + 60 * Math.sin((2 * Math.PI * 400 * i) / 8000)
  return bytes
}
