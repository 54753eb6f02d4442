// The knobs of the sound section: their addresses, ranges and words.
import type { Choice, ChoiceSpec, NumberSpec, ParamSpec } from '../../show/param'

export type SoundKind = 'mic' | 'demo' | 'file' | 'off'

export const SOURCES: readonly Choice[] = [
  { value: 'demo', label: 'Built-in music' },
  { value: 'mic', label: 'Microphone or line in' },
  { value: 'file', label: 'File or address' },
  { value: 'off', label: 'Off' },
]

/** The device that the system would choose. */
export const ANY_DEVICE: Choice = { value: '', label: "System's choice" }

function gain(label: string, help: string): NumberSpec {
  return { kind: 'number', label, help, min: 0, max: 4, default: 1, step: 0.05, unit: '×' }
}

export const DEVICE: ChoiceSpec = {
  kind: 'choice',
  label: 'Input',
  help: 'The microphone or line in, remembered by name.',
  options: [ANY_DEVICE],
  default: ANY_DEVICE.value,
}

/** In the order of the panel. */
export const SOUND_PARAMS: Readonly<Record<string, ParamSpec>> = {
  'audio/source': {
    kind: 'choice',
    label: 'Sound',
    help: 'What moves the picture.',
    options: SOURCES,
    default: 'demo',
  },
  'audio/device': DEVICE,
  'audio/url': {
    kind: 'text',
    label: 'Address',
    help: 'The address of a sound file; or drop a file onto the page.',
    default: '',
  },
  'audio/volume': {
    kind: 'number',
    label: 'Volume',
    help: 'How loud the file or the built-in music is heard. A microphone is never sent to the speakers.',
    min: 0,
    max: 1,
    default: 0.7,
    step: 0.02,
  },
  'audio/gain': gain('Sensitivity', 'How strongly sound moves the picture.'),
  'audio/bass/gain': gain('Bass', 'How strongly 20 to 250 Hz moves the picture.'),
  'audio/mid/gain': gain('Mid', 'How strongly 250 to 2000 Hz moves the picture.'),
  'audio/treble/gain': gain('Treble', 'How strongly 2 to 16 kHz moves the picture.'),
}
