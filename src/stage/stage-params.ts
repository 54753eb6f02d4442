// The stage's own parameters.
import type { Show } from '../show/show'

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
    show.define('stage/freeze', {
      kind: 'toggle',
      label: 'Freeze',
      help: 'Holds the picture; the sketch plays on behind it.',
      default: false,
    }),
    show.define('stage/blackout', {
      kind: 'toggle',
      label: 'Blackout',
      help: 'A black stage, at once.',
      default: false,
    }),
  ]
  return () => removals.forEach((remove) => remove())
}
