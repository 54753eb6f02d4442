// What can be completed and explained: the dialect's functions by their own records, and the names that are no functions.
import type { FunctionDoc } from '../describe-dialect'

/** A name that is no function of the table: what it is, in one line. */
export interface NameDoc {
  readonly name: string
  readonly signature: string
  readonly doc: string
}

/** Names that stand alone. */
export const NAMES: readonly NameDoc[] = [
  ...[0, 1, 2, 3].map((n) => ({
    name: `o${n}`,
    signature: `o${n}`,
    doc: 'An output: a chain ends in it, and it can be read as a source.',
  })),
  ...[0, 1, 2, 3].map((n) => ({
    name: `s${n}`,
    signature: `s${n}.initCam()`,
    doc: 'An outside source: camera, film, picture or screen, read with src().',
  })),
  {
    name: 'render',
    signature: 'render(output)',
    doc: 'What the stage shows: one output, or all four when none is named.',
  },
  { name: 'hush', signature: 'hush()', doc: 'Clears every output and stops every chain.' },
  { name: 'time', signature: 'time', doc: 'Seconds, as fast as speed says.' },
  { name: 'speed', signature: 'speed = 1', doc: 'How fast time goes.' },
  { name: 'bpm', signature: 'bpm = 30', doc: 'Beats a minute, by which arrays step.' },
  { name: 'fps', signature: 'fps = 60', doc: 'How often chains are drawn, at most.' },
  { name: 'mouse', signature: 'mouse.x, mouse.y', doc: 'The pointer, in stage pixels.' },
  { name: 'width', signature: 'width', doc: "The stage's width in pixels." },
  { name: 'height', signature: 'height', doc: "The stage's height in pixels." },
  { name: 'update', signature: 'update = (dt) => …', doc: 'Called with every frame; dt in milliseconds.' },
  {
    name: 'audio',
    signature: 'audio.bass',
    doc: 'Signals of the sound, 0 to 1: level, bass, mid, treble, onset, beat, phase; and tempo.',
  },
  {
    name: 'a',
    signature: 'a.fft[0], a.setBins(4)',
    doc: 'The sound in bands, 0 to 1, the lowest first; a.show() draws them at the bottom right, a.hide() takes them away.',
  },
  { name: 'picture', signature: 'picture', doc: 'What comes in: camera or film.' },
  { name: 'painting', signature: 'painting', doc: 'What comes in, as the painter last painted it.' },
]

/** What follows a dot besides the functions. */
export const LINKS: readonly NameDoc[] = [
  { name: 'out', signature: 'out(output=o0)', doc: 'Ends a chain: from the next frame on that output shows it.' },
  { name: 'fast', signature: 'fast(speed=1)', doc: 'Of an array: how fast it steps.' },
  { name: 'smooth', signature: 'smooth(amount=1)', doc: 'Of an array: glides from value to value.' },
  { name: 'ease', signature: "ease('easeInOutQuad')", doc: 'Of an array: glides by that easing.' },
  { name: 'offset', signature: 'offset(amount=0.5)', doc: 'Of an array: begins later, in parts of a step.' },
  { name: 'fit', signature: 'fit(low=0, high=1)', doc: 'Of an array: stretched to that range.' },
]

/** How a chain is written that shows what a function does. */
export type Explained = NameDoc & Partial<Pick<FunctionDoc, 'args' | 'example'>>

export function isSource({ kind }: FunctionDoc): boolean {
  return kind === 'src'
}

/** What `name` is, after a dot or alone; null when the dialect has no such word there. */
export function explain(docs: readonly FunctionDoc[], name: string, afterDot: boolean): Explained | null {
  const found = docs.find((doc) => doc.name === name && isSource(doc) !== afterDot)
  return found ?? (afterDot ? LINKS : NAMES).find((doc) => doc.name === name) ?? null
}
