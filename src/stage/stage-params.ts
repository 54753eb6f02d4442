// The stage's own parameters.
import { MIX_BLENDS, MIX_CURVES, type MixCurve } from '../contracts/deck-mix'
import type { Show } from '../show/show'

const CURVE_LABELS: Readonly<Record<MixCurve, string>> = {
  dissolve: 'Dissolve',
  power: 'Power',
  scratch: 'Scratch',
  cut: 'Cut',
  s: 'S',
}

/** Declares them; returns the removal. */
export function defineStageParams(show: Show): () => void {
  const removals = [
    show.define('stage/transition', {
      kind: 'number',
      label: 'Transition',
      help: 'How long one sketch takes to become the next.',
      min: 0,
      max: 10,
      default: 0.6,
      step: 0.1,
      unit: 's',
    }),
    show.define('stage/detail', {
      kind: 'number',
      label: 'Detail',
      help: 'How much of the picture’s fine detail and movement is carried onto the painting. 0: the painting as the model made it.',
      min: 0,
      max: 1,
      default: 0.7,
      step: 0.05,
    }),
    show.define('stage/steady', {
      kind: 'number',
      label: 'Steadiness',
      help: 'How much of the last painting stays where the picture still shows the same, moved with it. 0: every painting is a new one, and boils. Needs some Detail.',
      min: 0,
      max: 1,
      default: 1,
      step: 0.05,
    }),
    show.define('stage/scale', {
      kind: 'auto',
      label: 'Sharpness',
      help: 'Of the stage’s pixels along a side, how many are drawn; the rest is enlarged. By itself all of them, and fewer where the machine is too slow for that.',
      min: 0.25,
      max: 1,
      step: 0.05,
      default: 'auto',
      start: 1,
      unit: '×',
    }),
    show.define('mix/crossfade', {
      kind: 'number',
      label: 'Crossfade',
      help: '0 shows deck A, 1 deck B.',
      min: 0,
      max: 1,
      default: 0,
      step: 0.01,
    }),
    show.define('mix/curve', {
      kind: 'choice',
      label: 'Curve',
      help: 'How one deck goes while the other comes.',
      options: MIX_CURVES.map((value) => ({ value, label: CURVE_LABELS[value] })),
      default: 'dissolve',
    }),
    show.define('mix/blend', {
      kind: 'choice',
      label: 'Blend',
      help: 'How the light of the decks meets.',
      options: MIX_BLENDS.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) })),
      default: 'normal',
    }),
    show.define('mix/seconds', {
      kind: 'number',
      label: 'Fade',
      help: 'How long a fade from one deck to the other takes by itself.',
      min: 0,
      max: 60,
      default: 2,
      step: 0.1,
      unit: 's',
    }),
    show.define('stage/freeze', {
      kind: 'toggle',
      label: 'Freeze',
      remember: false,
      help: 'Holds the picture; the sketch plays on behind it.',
      default: false,
    }),
    show.define('stage/blackout', {
      kind: 'toggle',
      label: 'Blackout',
      remember: false,
      help: 'A black stage, at once.',
      default: false,
    }),
  ]
  return () => removals.forEach((remove) => remove())
}
