// Every name that live code finds in scope, with what it reads and, where it can be set, what setting it does.
import { functions, type LiveChain, LivePicture, liveSignal, sourceFunction, type LiveSession } from '../engine'
import type { LiveName } from './live-scope'

export function dialectNames(session: LiveSession): Map<string, LiveName> {
  const names = new Map<string, LiveName>()
  const constant = (name: string, value: unknown): void => void names.set(name, { get: () => value })
  const moving = (name: string, get: () => unknown, set?: (value: unknown) => void): void =>
    void names.set(name, set ? { get, set } : { get })

  for (const record of functions) if (record.kind === 'src') constant(record.name, sourceFunction(record, session))
  session.outputs.forEach((output) => constant(output.key, output))
  session.sources.forEach((source) => constant(source.key, source))

  const picture = sourceOf(session, 'picture')
  const painting = sourceOf(session, 'painting')
  moving('picture', picture)
  moving('painting', painting)

  constant('render', (output?: unknown) => session.render(output))
  constant('hush', () => session.hush())
  constant('setResolution', (width: number, height: number) => session.resize(width, height))
  moving(
    'time',
    () => session.time,
    (value) => (session.time = finite(value, session.time)),
  )
  moving(
    'speed',
    () => session.speed,
    (value) => (session.speed = finite(value, session.speed)),
  )
  moving(
    'bpm',
    () => session.bpm,
    (value) => (session.bpm = finite(value, session.bpm)),
  )
  moving(
    'fps',
    () => session.fps ?? undefined,
    (value) => (session.fps = finite(value, 0) > 0 ? Number(value) : null),
  )
  constant('mouse', session.mouse)
  moving('width', () => session.width)
  moving('height', () => session.height)
  moving(
    'update',
    () => session.update ?? undefined,
    (value) => (session.update = asHook(value)),
  )
  moving(
    'afterUpdate',
    () => session.afterUpdate ?? undefined,
    (value) => (session.afterUpdate = asHook(value)),
  )
  constant('a', session.ears)
  constant('audio', signals(session))
  return names
}

function sourceOf(session: LiveSession, of: 'picture' | 'painting'): () => LiveChain {
  const src = functions.find(({ name }) => name === 'src')
  if (!src) throw new Error('The dialect has lost src().')
  const make = sourceFunction(src, session)
  return () => make(new LivePicture(of))
}

function signals(session: LiveSession): object {
  const names = ['level', 'bass', 'mid', 'treble', 'centroid', 'onset', 'beat', 'phase', 'tempo'] as const
  return Object.fromEntries(names.map((name) => [name, liveSignal(() => session.heard[name])]))
}

function finite(value: unknown, otherwise: number): number {
  const number = Number(value)
  return Number.isFinite(number) ? number : otherwise
}

function asHook(value: unknown): ((milliseconds: number) => void) | null {
  return typeof value === 'function' ? (milliseconds) => void value(milliseconds) : null
}
