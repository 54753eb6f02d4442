// Every name that live code finds in scope, with what it reads and, where it can be set, what setting it does.
import {
  chainOf,
  drawText,
  EASINGS,
  functions,
  liveSignal,
  paintingOf,
  pictureChain,
  sceneChain,
  sourceFunction,
  three,
  tsl,
  type LiveChain,
  type LiveSession,
  type TextSettings,
} from '#dialect'
import type { SourceRequest } from '../contracts/input'
import type { LiveName } from './live-scope'

export function dialectNames(session: LiveSession): Map<string, LiveName> {
  const names = new Map<string, LiveName>()
  const constant = (name: string, value: unknown): void => void names.set(name, { get: () => value })
  const moving = (name: string, get: () => unknown, set?: (value: unknown) => void): void =>
    void names.set(name, set ? { get, set } : { get })

  for (const record of functions) if (record.kind === 'src') constant(record.name, sourceFunction(record, session))
  session.outputs.forEach((output) => constant(output.key, output))
  session.sources.forEach((source) => constant(source.key, source))

  moving('picture', () => pictureChain(session))
  moving('painting', () => paintingOf(session))
  nameSources(session, constant)

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

function nameSources(session: LiveSession, constant: (name: string, value: unknown) => void): void {
  const medium = (key: string, request: () => SourceRequest): LiveChain =>
    chainOf(session.medium(key, request), session)
  constant('camera', () => pictureChain(session))
  constant('video', (url: string) => medium(`video ${url}`, () => ({ kind: 'video', url })))
  constant('image', (url: string) => medium(`image ${url}`, () => ({ kind: 'image', url })))
  constant('text', (text: unknown, settings: TextSettings = {}) =>
    medium(`text ${JSON.stringify([text, settings])}`, () => ({
      kind: 'element',
      element: drawText(String(text), settings),
    })),
  )
  constant('scene', (scene: three.Scene, camera: three.Camera) => sceneChain(scene, camera, session))
  constant('three', three)
  constant('tsl', tsl)
  constant('ease', EASINGS)
  constant('fade', (seconds = 1) => session.fade(seconds))
  constant('every', (...args: Parameters<LiveSession['schedule']['every']>) => session.schedule.every(...args))
  constant('at', (...args: Parameters<LiveSession['schedule']['at']>) => session.schedule.at(...args))
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
