// What a stranger can ask for in the page's address: ?sketch= ?style= ?source= … read once at start.
import type { ParamValue } from './param'
import type { Command } from './command'
import { clamp } from '../core/signal'
import type { Hertz, Pixels, Size } from '../core/units'

export interface UrlOptions {
  /** A sketch's id. */
  sketch: string | null
  /** A style's id, or 'none' for the picture itself. */
  style: string | null
  /** A path through the styles, as the parameter 'style/path' has it; it plays. */
  path: string | null
  /** A second style and where it is: 'wipe:udnie', or only where. */
  mask: string | null
  /** 'camera', 'demo' or the address of a film or picture. */
  source: string | null
  /** 'mic', 'demo', 'off' or the address of a sound. */
  audio: string | null
  backend: 'auto' | 'webgpu' | 'wasm'
  /** The stage's size; null: the window's. */
  size: Size | null
  /** The model's working size, or its longer side, or 'auto'; null: as the performer set it. */
  model: Size | Pixels | 'auto' | null
  /** Paintings a second at most, or 'auto'; null: as the performer set it. */
  cadence: Hertz | 'auto' | null
  /** True: time moves only by `impasto.step(dt)`. */
  manual: boolean
  hud: boolean | null
}

/** Reads `search` ('?a=b'). What can't be understood is left at its default and named in `problems`, a sentence each. */
export function readUrl(search: string): UrlOptions & { problems: string[] } {
  const query = new URLSearchParams(search)
  const problems: string[] = []
  return {
    problems,
    sketch: query.get('sketch'),
    style: query.get('style'),
    path: query.get('path'),
    mask: query.get('mask'),
    source: query.get('source'),
    audio: query.get('audio'),
    backend: one(query, 'backend', ['auto', 'webgpu', 'wasm'], problems) ?? 'auto',
    size: size(query, 'size', 16, 8192, problems),
    model: autoNumber(query, 'model') ?? size(query, 'model', 16, 2048, problems),
    cadence: cadence(query, problems),
    manual: one(query, 'clock', ['manual', 'real'], problems) === 'manual',
    hud: flag(query, 'hud', problems),
  }
}

/** What of the options is a matter of parameters. The picture's source is opened by its room, which may have to ask for it. */
export function commandsOf({
  sketch,
  style,
  path,
  mask,
  audio,
  hud,
  model,
  cadence: most,
}: Partial<UrlOptions>): Command[] {
  const commands: Command[] = []
  const set = (target: string, value: ParamValue): void => void commands.push({ target, value, origin: 'url' })
  if (sketch) set('sketch/current', sketch)
  if (path) set('style/path', path)
  if (style) set('style/current', style)
  else if (path) set('style/current', 'path')
  const [kind, second] = mask?.split(':') ?? []
  if (second) set('style/mask/style', second)
  if (kind) set('style/mask', kind)
  if (typeof model === 'number' || model === 'auto') set('model/size', model)
  if (most !== undefined && most !== null) set('model/cadence', most)
  if (audio === 'mic' || audio === 'demo' || audio === 'off') set('audio/source', audio)
  else if (audio) {
    set('audio/url', audio)
    set('audio/source', 'file')
  }
  if (hud !== undefined && hud !== null) set('page/hud', hud)
  return commands
}

function one<T extends string>(query: URLSearchParams, key: string, known: readonly T[], problems: string[]): T | null {
  const text = query.get(key)
  if (text === null) return null
  const found = known.find((k) => k === text)
  if (found !== undefined) return found
  problems.push(`The address says ${key}=${text}; it can be ${known.join(' or ')}. Playing without it.`)
  return null
}

function flag(query: URLSearchParams, key: string, problems: string[]): boolean | null {
  const text = one(query, key, ['0', '1'], problems)
  return text === null ? null : text === '1'
}

/** 'auto' or a number; null when it is neither. */
function autoNumber(query: URLSearchParams, key: string): number | 'auto' | null {
  const text = query.get(key)
  if (text === 'auto') return text
  return text !== null && /^\d+$/.test(text) ? Number(text) : null
}

function cadence(query: URLSearchParams, problems: string[]): Hertz | 'auto' | null {
  const found = autoNumber(query, 'cadence')
  if (found === null && query.has('cadence')) {
    const given = query.get('cadence') ?? ''
    problems.push(
      `The address says cadence=${given}; it is auto or a number of paintings a second. Playing without it.`,
    )
  }
  return found
}

function size(query: URLSearchParams, key: string, min: Pixels, max: Pixels, problems: string[]): Size | null {
  const text = query.get(key)
  if (text === null) return null
  const match = /^(\d+)[x×](\d+)$/i.exec(text)
  if (!match) {
    problems.push(`The address says ${key}=${text}; a size is written 640x360. Playing without it.`)
    return null
  }
  return { width: clamp(Number(match[1]), min, max), height: clamp(Number(match[2]), min, max) }
}
