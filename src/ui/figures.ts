// The HUD's figures: what each says, how wide it may get, and when it is out of its range. Pure, so that words and limits are tested.
import type { AudioFeatures } from '../contracts/sound'
import type { Stats } from '../contracts/stats'
import type { Seconds } from '../core/units'

export interface FigureInput {
  readonly stats: Stats
  readonly audio: AudioFeatures
  /** False while the raw picture is shown on purpose. */
  readonly painting: boolean
}

export interface Figure {
  readonly id: string
  /** Behind the value. */
  readonly unit: string
  /** Characters the value may take; longer ones are capped, so that the line never jumps. */
  readonly width: number
  readonly about: string
  text(input: FigureInput): string
  /** Why the figure is amber, as a constant sentence, or null. */
  concern(input: FigureInput): string | null
}

/** Below this many frames a second movement is seen to stutter. */
const SMOOTH_STAGE = 50
/** Below this many pictures a second the painting is seen to jump. */
const SMOOTH_MODEL = 8
/** Later than this, a hand and its picture no longer seem one. */
const FRESH: Seconds = 0.2

export const FIGURES: readonly Figure[] = [
  {
    id: 'backend',
    unit: '',
    width: 23,
    about: 'Where the painter runs, and how',
    text: ({ stats: { backend, painter } }) => [backend ?? 'none', painter].filter(Boolean).join(' · '),
    concern: ({ stats, painting }) =>
      stats.backend === null && painting
        ? 'No painter is ready, so the raw picture plays. It goes live on its own when a model has loaded.'
        : null,
  },
  {
    id: 'stage',
    unit: 'fps',
    width: 3,
    about: 'Frames the stage draws each second',
    text: ({ stats }) => whole(stats.stageFps, 999),
    concern: ({ stats }) =>
      stats.stageFps < SMOOTH_STAGE
        ? 'The stage draws fewer than 50 frames a second, so movement stutters. A smaller model size or a lighter sketch helps.'
        : stats.stageScale < 1
          ? 'The stage draws fewer pixels than it has, to keep its pace. Sharpness in the panel fixes how many.'
          : null,
  },
  {
    id: 'model',
    unit: 'model',
    width: 3,
    about: 'Pictures the painter makes each second',
    text: ({ stats }) => whole(stats.modelFps, 999),
    concern: ({ stats, painting }) =>
      stats.backend !== null && painting && stats.modelFps < SMOOTH_MODEL
        ? 'The painter makes fewer than 8 pictures a second, so the painting jumps. A smaller model size helps.'
        : null,
  },
  {
    id: 'size',
    unit: '',
    width: 11,
    about: 'The longer side of a painting, and who chooses it',
    text: ({ stats }) => (stats.modelSize === null ? '–' : `${whole(stats.modelSize, 9999)} ${stats.modelSizeBy}`),
    concern: ({ stats }) =>
      stats.modelShare < 1
        ? 'The stage could not keep its pace, so the painter rests between pictures. A lighter sketch, or a smaller window, helps.'
        : null,
  },
  {
    id: 'age',
    unit: 'ms',
    width: 4,
    about: 'Age of the picture on stage',
    text: ({ stats }) => (stats.frameAge === null ? '–' : whole(stats.frameAge * 1000, 9999)),
    concern: ({ stats }) =>
      stats.frameAge !== null && stats.frameAge > FRESH
        ? 'The picture on stage is more than 200 ms behind the source. A smaller model size helps.'
        : null,
  },
  {
    id: 'tempo',
    unit: 'bpm',
    width: 3,
    about: 'Tempo of what is heard',
    text: ({ audio }) => (audio.tempo > 0 ? whole(audio.tempo, 999) : '–'),
    concern: () => null,
  },
]

function whole(value: number, most: number): string {
  if (!Number.isFinite(value)) return '–'
  return String(Math.min(most, Math.max(0, Math.round(value))))
}
