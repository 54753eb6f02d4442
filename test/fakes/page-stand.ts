// A show and hooks for the page alone: every kind of parameter, fixed figures, and a list of what was asked of the house.
import type { AudioFeatures } from '../../src/contracts/sound'
import type { Stats } from '../../src/contracts/stats'
import { Log } from '../../src/core/log'
import type { ParamSpec } from '../../src/show/param'
import { Show } from '../../src/show/show'
import { defineShowActions } from '../../src/show/show-actions'
import { defineSwap } from '../../src/show/swap'
import { defineSketchActions } from '../../src/decks/sketch-actions'
import { defineStyleActions } from '../../src/style/style-actions'
import { MaskControls } from '../../src/style/mask/mask-controls'
import { NO_BEAT } from '../../src/style/path/path-clock'
import { StylePad } from '../../src/style/path/style-pad'
import { StylePath } from '../../src/style/path/style-path'
import { StyleMixer } from '../../src/style/style-mix'
import type { UiHost, PageSketch, PageStyle } from '../../src/ui/ui-host'

const STYLES = [
  'The Starry Night',
  'The Great Wave',
  'The Scream',
  'Composition VII',
  'Udnie',
  'The Shipwreck',
  'Tree of Life',
  'La Grande Jatte',
  'The Cyclist',
  'Metzinger',
  'Woman with a Hat',
  'Wheat Field',
]

const SKETCHES: readonly PageSketch[] = [
  { id: 'portrait', title: 'Portrait', about: 'The whole frame, painted' },
  { id: 'tunnel', title: 'Tunnel', about: 'Feedback shaped by the sound' },
  { id: 'mirror-room', title: 'Mirror room', about: 'The painting on four walls' },
]

const PARAMS: Readonly<Record<string, ParamSpec>> = {
  'source/kind': choice('Play', 'demo', ['demo', 'camera', 'video', 'image', 'screen']),
  'source/camera': choice('Camera', 'FaceTime HD Camera', ['FaceTime HD Camera', 'Cam Link 4K']),
  'source/mirror': { kind: 'toggle', label: 'Mirror', default: true },
  'source/size': choice('Resolution', '720p', ['480p', '720p', '1080p']),
  'source/url': { kind: 'text', label: 'Address', default: '' },
  'audio/source': choice('Hear', 'demo', ['mic', 'file', 'demo', 'off']),
  'audio/gain': { kind: 'number', label: 'Gain', min: 0, max: 4, default: 1, unit: '×' },
  'audio/bass/gain': { kind: 'number', label: 'Bass gain', min: 0, max: 4, default: 1, unit: '×' },
  'audio/bass/high': { kind: 'number', label: 'Bass up to', min: 60, max: 500, default: 250, unit: 'Hz', curve: 'log' },
  'model/id': choice('Model', 'bank-1', ['bank-1', 'my-model']),
  'model/size': { kind: 'auto', label: 'Size', min: 128, max: 1024, default: 'auto', start: 256, step: 32, unit: 'px' },
  'sketch/current': choice(
    'Sketch',
    'portrait',
    SKETCHES.map((s) => s.id),
  ),
  'sketch/portrait/glow': { kind: 'number', label: 'Glow', min: 0, max: 1, default: 0.35 },
  'sketch/portrait/drift': { kind: 'number', label: 'Drift', min: -1, max: 1, default: 0.1 },
  'sketch/portrait/folds': { kind: 'number', label: 'Folds', min: 1, max: 12, default: 6, step: 1 },
  'sketch/tunnel/depth': { kind: 'number', label: 'Depth', min: 0, max: 1, default: 0.5 },
  'stage/blackout': { kind: 'toggle', label: 'Blackout', default: false },
  'stage/freeze': { kind: 'toggle', label: 'Freeze', default: false },
  'stage/transition': { kind: 'number', label: 'Transition', min: 0, max: 5, default: 0.8, step: 0.1, unit: 's' },
  'output/fit': choice('Fit', 'cover', ['cover', 'contain']),
}

export interface PageStand {
  readonly mixer: StyleMixer
  readonly show: Show
  readonly log: Log
  readonly hooks: UiHost
  readonly styles: PageStyle[]
  /** What was asked for of styles and sketches, as words: 'style/choose udnie true by panel'; files and stills. */
  readonly asked: string[]
  audio: AudioFeatures
  stats: Stats
}

/** @param moving with the path, the pad and the mask */
export function createPageStand(now: () => number = () => 0, moving = false): PageStand {
  const log = new Log(now)
  const show = new Show(now, log)
  for (const [address, spec] of Object.entries(PARAMS)) show.define(address, spec)
  const styles: PageStyle[] = STYLES.map((title) => ({
    id: idOf(title),
    title,
    model: 'bank-1',
    ready: title !== 'Metzinger',
  }))
  const path = moving ? new StylePath(show, log, { ...NO_BEAT, source: 'heard' }) : null
  const mixer = new StyleMixer(
    show,
    styles.map((style) => ({ ...style, inModel: style.id })),
    path ? [path, new StylePad(show)] : [],
  )
  if (moving) new MaskControls(show, log, NO_BEAT).setStyles(mixer.styles)
  show.send({ target: 'style/current', value: 'the-great-wave', over: 0, origin: 'engine' })
  defineStyleActions(show, mixer)
  defineSketchActions(show, () => SKETCHES)
  defineSwap(show, 'source/swap', 'source/kind', { label: 'That source, and back', otherwise: 'demo' })
  defineSwap(show, 'audio/swap', 'audio/source', { label: 'That sound, and back', otherwise: 'demo' })
  defineShowActions(show)
  const asked: string[] = []
  show.action('stage/still', { label: 'Keep a still' }, () => void asked.push('still'))
  show.onCommand(({ target = '', args, origin }) => {
    if (target.startsWith('style/') || target.startsWith('sketch/')) {
      const given = Object.values(args ?? {}).map((value) => ` ${String(value)}`)
      asked.push(`${target}${given.join('')} by ${String(origin)}`)
    }
  })
  const stand: PageStand = {
    mixer,
    show,
    log,
    styles,
    asked,
    audio: {
      level: 0.62,
      bass: 0.8,
      mid: 0.45,
      treble: 0.3,
      centroid: 0.4,
      onset: 0.5,
      beat: 0.7,
      phase: 0.3,
      tempo: 128,
    },
    stats: {
      stage: 'webgpu',
      stageScale: 1,
      backend: 'webgpu',
      painter: 'fused f16',
      adapter: 'a graphics card',
      stageFps: 60,
      modelFps: 24.4,
      modelSize: 256,
      modelSizeBy: 'auto',
      modelShare: 1,
      frameAge: 0.0481,
      droppedFrames: 0,
      frames: 600,
      paintings: 240,
      readbacks: 0,
      tensors: 40,
      gpuBuffers: 100,
      gpuTextures: 12,
      gpuBytes: 50_000_000,
      gpuMade: 112,
    },
    hooks: {
      stats: () => stand.stats,
      audio: () => stand.audio,
      sketches: () => SKETCHES,
      styles: () => styles,
      ...(path && { path: path.door }),
      openFile: (file) => asked.push(`file ${file.name}`),
    },
  }
  return stand
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-')
}

function choice(label: string, initial: string, values: readonly string[]): ParamSpec {
  const options = values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))
  return { kind: 'choice', label, default: initial, options }
}
