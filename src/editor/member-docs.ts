// What follows a dot and is no function of the table, in words: links of chains, arrays and signals, and the parts of audio, a, s0 and o0.
import type { NameDoc } from './dialect-words'

function doc(name: string, signature: string, words: string, example?: string): NameDoc {
  return { name, signature, doc: words, ...(example === undefined ? {} : { example }) }
}

/** Links besides the functions: of chains, of arrays and of signals. */
export const LINKS: readonly NameDoc[] = [
  doc('out', 'out(output=o0)', 'Ends a chain: from the next frame on that output shows it.', 'osc().out(o1)'),
  doc(
    'copy',
    'copy()',
    'Of a chain that has a name: another one that begins as this one is now. Without it, a link changes the named chain itself.',
    'waves.copy().rotate(1)',
  ),
  doc(
    'style',
    'style(name or mix, strength=1)',
    'The chain so far, painted: the name of a style, or a mix of styles; strength 0 is the picture itself.',
    "camera().style({ 'great-wave': 0.3, 'the-scream': 0.7 }, 0.8)",
  ),
  doc(
    'fit',
    "fit(low=0, high=1) or fit('contain')",
    "Of an array: stretched to that range. Of picture and painting: 'cover', 'contain' or 'stretch'.",
    'osc([3, 5, 4].fit(10, 60))',
  ),
  doc('fast', 'fast(speed=1)', 'Of an array: how many steps a beat.', 'osc([10, 30].fast(2))'),
  doc('smooth', 'smooth(amount=1)', 'Of an array: glides from value to value.', 'osc([10, 30].smooth())'),
  doc('ease', "ease('easeInOutQuad')", 'Of an array: glides by that easing.', "osc([10, 30].ease('easeInOutQuad'))"),
  doc('offset', 'offset(amount=0.5)', 'Of an array: steps earlier, in parts of a step.', 'osc([10, 30].offset(0.5))'),
  doc('range', 'range(low, high)', 'Of a signal: its 0 to 1 as low to high.', 'osc(audio.bass.range(10, 60))'),
  doc('times', 'times(factor)', 'Of a signal: so many times.', 'osc().rotate(audio.level.times(3))'),
  doc('plus', 'plus(amount)', 'Of a signal: that added.', 'osc().scale(audio.bass.plus(1))'),
]

const AUDIO: readonly NameDoc[] = [
  doc('level', 'level', 'Loudness, 0 to 1.'),
  doc('bass', 'bass', '20 to 250 Hz, 0 to 1.'),
  doc('mid', 'mid', '250 to 2000 Hz, 0 to 1.'),
  doc('treble', 'treble', '2 to 16 kHz, 0 to 1.'),
  doc('centroid', 'centroid', 'How bright the sound is: 0 at 20 Hz, 1 at 16 kHz.'),
  doc('onset', 'onset', '1 when a sound begins, then falling to 0 within a sixth of a second.'),
  doc('beat', 'beat', '1 on the beat, falling to 0 within it; 0 while no tempo is known.'),
  doc('phase', 'phase', 'The place inside the beat: 0 on it, nearly 1 just before the next.'),
  doc('tempo', 'tempo', 'Beats a minute; 0 while none is known.'),
]

const EARS: readonly NameDoc[] = [
  doc('fft', 'fft[0]', 'The bands, 0 to 1, the lowest first; four until setBins().'),
  doc('vol', 'vol', 'Loudness, 0 to 1.'),
  doc('settings', 'settings[0].cutoff = 4', 'Smooth, cutoff and scale of one band alone.'),
  doc('bins', 'bins[0]', 'How loud each band is before threshold and scale, 0 to 12.'),
  doc('setMax', 'setMax(15)', 'Taken for the sake of sketches that call it.'),
  doc('beat', 'beat', 'Taken for the sake of sketches that set it; beats are found without it.'),
  doc('setBins', 'setBins(count)', 'How many bands, up to 256, from 20 Hz to 16 kHz; each is as wide to the ear.'),
  doc('setSmooth', 'setSmooth(0.4)', '0: as it is heard; near 1: very slow.'),
  doc('setCutoff', 'setCutoff(2)', 'How loud a band has to be to count, 0 to 12.'),
  doc('setScale', 'setScale(10)', 'How much louder than that it is at 1.'),
  doc('onBeat', 'onBeat = () => …', 'Called on every beat that is heard.'),
  doc('show', 'show()', 'Draws the bands over the stage, at the bottom right.'),
  doc('hide', 'hide()', 'Takes them away.'),
]

const SOURCE: readonly NameDoc[] = [
  doc('initCam', 'initCam(index=0)', 'Opens a camera, by its number.', 's0.initCam()\nsrc(s0).out()'),
  doc('initVideo', 'initVideo(address)', 'Plays a film, over and over; its server has to allow it (CORS).'),
  doc('initImage', 'initImage(address)', 'Shows a picture; its server has to allow it (CORS).'),
  doc('initScreen', 'initScreen()', 'Asks for a screen, a window or a tab.'),
  doc('init', 'init({ src: element })', 'Shows a canvas, a film or a picture of the page.'),
  doc(
    'initCanvas',
    'initCanvas(width=1000, height=1000)',
    'Shows a new canvas, and gives what draws on it.',
    'pen = s0.initCanvas(64, 36)\npen.fillRect(9, 9, 20, 9)\nsrc(s0).out()',
  ),
  doc(
    'initStream',
    "initStream('name')",
    'The picture of another performer: it is not to be had here, and stays empty.',
  ),
  doc('clear', 'clear()', 'Lets go of what it shows.'),
]

const OUTPUT: readonly NameDoc[] = [
  doc('setLinear', 'setLinear()', 'Read smoothly between its texels from now on.'),
  doc('setNearest', 'setNearest()', 'Read at the nearest texel from now on, as at first.'),
]

const MOUSE: readonly NameDoc[] = [
  doc('x', 'x', 'Stage pixels from the left.', 'osc().rotate(() => mouse.x / width)'),
  doc('y', 'y', 'Stage pixels from the top.'),
  doc('buttons', 'buttons', 'Which are held: 1 the first, 2 the second, 4 the wheel; added up.'),
  doc('mods', 'mods.shift', 'Which keys are held beside it: shift, alt, control, meta.'),
]

/** Written out, so that the editor need not wait for the engine; a test holds them to it. */
export const EASES: readonly string[] = [
  'linear',
  ...['Quad', 'Cubic', 'Quart', 'Quint'].flatMap((power) => [`easeIn${power}`, `easeOut${power}`, `easeInOut${power}`]),
  'sin',
]

const EASE: readonly NameDoc[] = EASES.map((name) =>
  doc(name, `${name}(t)`, 'From 0..1 to 0..1; give its name to ease() of an array.'),
)

/** What stands behind `owner` and a dot, where that is known of it; null for chains, arrays, signals and what the code has made. */
export function membersOf(owner: string): readonly NameDoc[] | null {
  if (/^s[0-3]$/.test(owner)) return SOURCE
  if (/^o[0-3]$/.test(owner)) return OUTPUT
  return MEMBERS.get(owner) ?? null
}

const MEMBERS: ReadonlyMap<string, readonly NameDoc[]> = new Map([
  ['audio', AUDIO],
  ['a', EARS],
  ['mouse', MOUSE],
  ['ease', EASE],
])
