// The source's parameters, as the panel, the keys, MIDI and presets see them.
import type { Size } from '../core/units'
import type { Choice, ChoiceSpec, TextSpec, ToggleSpec } from '../show/param'
import type { InputKind } from './input-kind'

export const KIND = 'source/kind'
export const CAMERA = 'source/camera'
export const RESOLUTION = 'source/resolution'
export const MIRROR = 'source/mirror'
export const URL_TEXT = 'source/url'

const RESOLUTIONS = ['320x180', '640x360', '1280x720', '1920x1080'] as const

export function kindSpec(kinds: readonly InputKind[]): ChoiceSpec {
  return {
    kind: 'choice',
    label: 'Source',
    help: 'Where the picture comes from.',
    options: kinds.map(({ id, label }) => ({ value: id, label })),
    default: 'demo',
  }
}

export function cameraSpec(options: readonly Choice[]): ChoiceSpec {
  return {
    kind: 'choice',
    label: 'Camera',
    help: 'Which camera; remembered by name, also while it is away.',
    options,
    default: '',
  }
}

/** The names there are, and the one that is wanted even when it is away. */
export function cameraChoices(names: readonly string[], wanted: string): Choice[] {
  const choices: Choice[] = [{ value: '', label: 'Any camera' }, ...names.map((name) => ({ value: name, label: name }))]
  if (wanted !== '' && !names.includes(wanted)) choices.push({ value: wanted, label: `${wanted} (away)` })
  return choices
}

export const RESOLUTION_SPEC: ChoiceSpec = {
  kind: 'choice',
  label: 'Camera size',
  help: 'What the camera is asked for; it answers with the nearest it has. The painter works at a size of its own.',
  options: RESOLUTIONS.map((value) => ({ value, label: value.replace('x', ' × ') })),
  default: '1280x720',
}

export const MIRROR_SPEC: ToggleSpec = {
  kind: 'toggle',
  label: 'Mirror',
  help: 'Shows a camera with left and right exchanged, as a mirror does. Films, pictures and screens are never mirrored.',
  default: true,
}

export const URL_SPEC: TextSpec = {
  kind: 'text',
  label: 'Address',
  help: 'The address of a film or picture. A file dropped on the page stands here as file:name.',
  default: '',
}

/** '1280x720' → its width and height. */
export function sizeOf(resolution: string): Size {
  const [width, height] = resolution.split('x').map(Number)
  return { width: width || 1280, height: height || 720 }
}
