// Names by which code asks the house for something: a knob in the panel, a new function, a script from elsewhere.
import type { PaintApi } from '../contracts/model'
import type { Show } from '../show/show'
import type { PathApi, PathStop } from '../contracts/style-path'
import {
  installMethod,
  liveSignal,
  sourceFunction,
  writtenFunction,
  type LiveSession,
  type LiveSignal,
  type ToWgsl,
  type WrittenFunction,
} from '#dialect'
import type { LiveName } from './live-scope'

const KNOBS = 'sketch/live/'
const SCRIPTS = 'live/scripts'
const MASK = 'style/mask'

type PathOptions = Parameters<PathApi['play']>[1]

export interface AskedOptions {
  session: LiveSession
  show: Show
  /** Whose path through the styles it is. @defaultValue nobody's */
  painter?: PaintApi
  /** What brings GLSL to WebGPU, once it is there. @defaultValue nothing */
  toWgsl?(): ToWgsl | null
  /** Evaluates more code. */
  run(code: string): Promise<void>
  /** Tells the performer of something that is missing, and the sketch does without. */
  tell(text: string): void
}

/** A knob's name as part of an address: 'how much?' is 'how-much'. */
function pathName(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9._]+/g, '-').replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
  return plain === '' ? 'knob' : plain
}

/** Returns what takes every knob away, and makes it begin anew at its own start, the next time that code asks for it. */
export function addAsked(
  names: Map<string, LiveName>,
  { session, show, painter, toWgsl, run, tell }: AskedOptions,
): () => void {
  const known = new Map<string, () => void>()
  const stale = new Set<string>()
  const constant = (name: string, value: unknown): void => void names.set(name, { get: () => value })

  show.define(SCRIPTS, {
    kind: 'toggle',
    label: 'Scripts from elsewhere',
    help: 'Lets live code fetch and run scripts of others with loadScript(). Such a script can do whatever this page can.',
    default: false,
  })

  constant('knob', (name: string, start = 0.5, min = 0, max = 1): LiveSignal => {
    const address = KNOBS + pathName(name)
    known.get(address)?.()
    known.set(address, show.define(address, { kind: 'number', label: name, min, max, default: start }))
    if (stale.delete(address)) show.send({ target: address, value: start, origin: 'engine' })
    return liveSignal(() => show.number(address))
  })

  constant('stylePath', (steps?: string | readonly PathStop[], options: PathOptions = {}): string => {
    painter?.path?.play(steps, options)
    return 'path'
  })

  constant('styleMask', (kind = 'off', style?: string, knobs: Readonly<Record<string, unknown>> = {}): void => {
    const set = (name: string, value: unknown): void => {
      const target = `${MASK}${name}`
      show.drive(target, null)
      if (typeof value === 'function') show.drive(target, () => Number(value()))
      else if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
        show.send({ target, value, origin: 'sketch' })
    }
    set('', kind)
    if (style !== undefined) set('/style', style)
    for (const [name, value] of Object.entries(knobs)) set(`/${name}`, value)
  })

  constant('setFunction', (written: WrittenFunction) => {
    const record = writtenFunction(written, { backend: () => session.backend, ...(toWgsl && { toWgsl }) })
    if (record.kind === 'src') constant(record.name, sourceFunction(record, session))
    else installMethod(record)
  })

  // A sketch goes on without what it cannot have, as it does where it comes from; what it misses then, it says itself.
  constant('loadScript', async (url: string): Promise<void> => {
    const without = (why: string, remedy: string): void =>
      tell(`loadScript('${url}') was not run: ${why}. The sketch goes on without it. ${remedy}`)
    if (!show.toggle(SCRIPTS)) {
      return without(
        'scripts from elsewhere are not allowed here',
        `Turn on "Scripts from elsewhere" (${SCRIPTS}) if you trust it, and evaluate again.`,
      )
    }
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) await run(await answer.text())
    else
      without(
        answer ? `its address answered ${answer.status}` : 'its address cannot be reached',
        'Look whether the address is still right.',
      )
  })

  return () => {
    // A knob belongs to the text that asked for it: the next piece has its own.
    for (const [address, remove] of known) {
      remove()
      stale.add(address)
    }
    known.clear()
  }
}
