// The names that stand alone in live code and are no functions of the table, in words.
import type { NameDoc } from './dialect-words'

function doc(name: string, signature: string, words: string, example?: string): NameDoc {
  return { name, signature, doc: words, ...(example === undefined ? {} : { example }) }
}

const numbered = (letter: string, signature: string, words: string, example: string): NameDoc[] =>
  [0, 1, 2, 3].map((n) => doc(`${letter}${n}`, `${letter}${n}${signature}`, words, example.replaceAll('#', String(n))))

export const NAMES: readonly NameDoc[] = [
  ...numbered(
    'o',
    '',
    'An output: a chain ends in it, and it can be read as a source.',
    'osc(20, 0.1, 1).out(o#)\nsrc(o#).invert()',
  ),
  ...numbered(
    's',
    '.initCam()',
    'An outside source: camera, film, picture or screen, read with src().',
    's#.initCam()\nsrc(s#).out()',
  ),
  doc('picture', 'picture', 'What comes in, as a chain: the camera, or the film that plays in its place.', 'picture'),
  doc('painting', 'painting', 'What comes in, as the painter of the panel last painted it.', "painting.fit('contain')"),
  doc('camera', 'camera()', 'What comes in, as a chain: the camera, or what was chosen in its place.', 'camera()'),
  doc(
    'video',
    'video(address)',
    'A film as a source, over and over and without its sound; its server has to allow it (CORS).',
  ),
  doc(
    'image',
    'image(address)',
    'A picture as a source; its server has to allow it (CORS).',
    "image('/demo/astronaut.jpg').pixelate(40, 30)",
  ),
  doc(
    'text',
    "text('words', { font, size=0.3, color='white', weight='bold' })",
    "Words as a source, in the middle and on nothing; size in parts of the stage's height.",
    "osc(20, 0.1, 1).layer(text('night', { size: 0.4 }))",
  ),
  doc('scene', 'scene(scene, camera)', 'A three.js scene as a source; what it leaves open is clear.'),
  doc('three', 'three', 'three.js, for scenes: new three.Mesh(…).'),
  doc('tsl', 'tsl', "three.js's shading language, for setFunction({ tsl })."),
  doc('render', 'render(output)', 'What the stage shows: one output, or all four when none is named.', 'render(o1)'),
  doc('hush', 'hush()', 'Clears every output and source, and stops every chain.'),
  doc('fade', 'fade(seconds=1)', 'What this evaluation brings takes so long to take over from what plays.', 'fade(4)'),
  doc(
    'every',
    'every(count, unit, function)',
    "Calls the function every so many beats, bars or seconds ('beat', 'bar', 'second').",
    "every(4, 'beat', () => { speed = -speed })",
  ),
  doc('at', 'at(bar, function)', 'Calls the function once, so many bars from now.', 'at(8, () => noise(3).out())'),
  doc(
    'knob',
    'knob(name, start=0.5, min=0, max=1)',
    'A slider in the panel, as a signal wherever a number goes.',
    "osc(20, 0.1, 1).rotate(knob('turn', 0, -3, 3))",
  ),
  doc(
    'stylePath',
    "stylePath('great-wave 8 ~4, udnie 8', { order: 'loop', clock: 'auto' })",
    'Lets the painter of the panel walk through styles, in beats or seconds: how long each stays, ~ how long it takes to become the next. As a style it is that walk.',
    "painting.style(stylePath('great-wave 4 ~2, udnie 4 ~2', { order: 'random' }))",
  ),
  doc(
    'styleMask',
    "styleMask('wipe', 'udnie', { position: 0.5, softness: 0.2, angle: 0, speed: 0, invert: false })",
    "Has the painter of the panel paint a second style where a mask is: 'luminance', 'wipe', 'radial', 'drawn' or 'off'. Numbers may move.",
    "styleMask('radial', 'the-scream', { position: () => 0.3 + 0.4 * audio.bass() })\npainting",
  ),
  doc(
    'audio',
    'audio.bass',
    'Signals of the sound, 0 to 1: level, bass, mid, treble, centroid, onset, beat, phase; and tempo.',
    'osc(() => 10 + 40 * audio.bass(), 0.1, 1)',
  ),
  doc(
    'a',
    'a.fft[0]',
    'The sound in a few bands, 0 to 1, with a threshold and smoothing.',
    'osc(20).scale(() => 1 + a.fft[0])',
  ),
  doc('time', 'time', 'Seconds, as fast as speed says.', 'osc().rotate(() => time * 0.3)'),
  doc('speed', 'speed = 1', 'How fast time goes; below 0 it goes back.'),
  doc('bpm', 'bpm = 30', 'Beats a minute, by which arrays step and every() counts.'),
  doc('fps', 'fps = 60', 'How often chains are drawn, at most; 0 is every frame.'),
  doc('mouse', 'mouse.x, mouse.y', "The pointer, in stage pixels from the stage's top left."),
  doc('width', 'width', "The stage's width in pixels."),
  doc('height', 'height', "The stage's height in pixels."),
  doc(
    'setResolution',
    'setResolution(width, height)',
    'Gives the stage another size, in pixels.',
    'setResolution(1280, 720)',
  ),
  doc(
    'update',
    'update = (dt) => …',
    'Called before every drawn frame; dt in milliseconds.',
    'turn = 0\nupdate = () => { turn += 0.01 }\nosc().rotate(() => turn).out()',
  ),
  doc('afterUpdate', 'afterUpdate = (dt) => …', 'Called after every drawn frame; dt in milliseconds.'),
  doc(
    'ease',
    'ease.easeInQuad',
    'The easings, each a function from 0..1 to 0..1.',
    'osc(() => 10 + 20 * ease.sin(time % 1))',
  ),
  doc(
    'setFunction',
    'setFunction({ name, type, inputs, tsl })',
    'Adds a function: type src, coord, color, combine or combineCoord; tsl and glsl run everywhere, wgsl on WebGPU.',
    "setFunction({\n  name: 'dim', type: 'color', inputs: [{ name: 'by', default: 0.5 }],\n  tsl: ({ _c0, by }) => _c0.mul(by),\n})\nosc().dim(0.3).out()",
  ),
  doc(
    'loadScript',
    'await loadScript(address)',
    'Runs the code at that address, as if it were typed here. Off until "Scripts from elsewhere" is turned on in the panel.',
  ),
]
