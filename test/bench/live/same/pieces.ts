// Whole pieces, as people leave them in public galleries: headers, habits and mistakes included. All of them are the bench's own.
import type { SameSketch } from './sketch'

const still = (name: string, code: string): SameSketch => ({ name, code, mouse: [50, 30] })
const fed = (name: string, code: string): SameSketch => ({ name, code, mouse: [50, 30], fed: true })

const LOOPED: readonly SameSketch[] = [
  fed(
    'piece: header and tunnel',
    `// licensed with CC BY-NC-SA 4.0 https://creativecommons.org/licenses/by-nc-sa/4.0/
// tunnel, by nobody at all
osc(18, 0.1, 1.2)
  .rotate(0.3, 0.1)
  .mask(shape(4, 0.8, 0.2))
  .modulateRotate(osc(2), 0.6)
  .add(src(o0).scale(1.04).rotate(0.02).color(0.9, 0.95, 1), 0.85)
  .saturate(0.9)
  .out(o0)`,
  ),
  fed(
    'piece: ink on two outputs',
    `noise(2.5, 0.12).thresh(0.2, 0.4).color(0.1, 0.3, 0.9).out(o1)
src(o0).modulate(o1, 0.012).modulateScale(noise(5).r(), 0.01)
  .blend(src(o1).luma(0.1), 0.06).contrast(1.01).out(o0)
render(o0)`,
  ),
  fed(
    'piece: three planes',
    `osc(30, 0.05, 0.9).kaleid(3).out(o1)
voronoi(9, 0.4, 0.6).thresh(0.5).out(o2)
src(o3).scrollY(0.004).hue(0.003).layer(src(o1).mask(o2)).out(o3)
src(o3).modulatePixelate(o2, 60, 20).out(o0)
render(o0)`,
  ),
  fed(
    'piece: colour eats itself',
    `shape(99, 0.25, 0.3).color(1.4, 0.5, 0.7).scrollX(() => Math.sin(time) * 0.2)
  .add(src(o0).modulateHue(src(o0).scale(1.01), 3).scale(1.006), 0.9).out()`,
  ),
  fed(
    'piece: luma masks of memory',
    `src(o0).luma(0.1, 0.3).scale(0.985).mask(shape(30, 0.9, 0.5))
  .layer(osc(14, 0.2, 1).luma(0.7, 0.05).rotate(() => time * 0.3)).out(o0)`,
  ),
  fed(
    'piece: the dark comes back',
    `src(o0).saturate(1.02).brightness(-0.01).scale(1.01, 1, 1, 0.4, 0.6)
  .add(shape([3, 4, 5].fast(2), 0.1).color([1, 0.2].smooth(), 0.3, [0, 1].ease('sin')).scroll(0.2, 0.1, 0.3, 0.2), 0.5).out()`,
  ),
  fed(
    'piece: pixels that melt',
    `src(o1).modulate(src(o1).pixelate(24, 14), 0.03).out(o0)
src(o0).blend(gradient(0.7).posterize(5, 0.5).kaleid(5), 0.12).out(o1)
render(o1)`,
  ),
  fed(
    'piece: invert of the last',
    `src(o0).invert().scale(1.02).rotate(-0.01).mult(shape(4, 0.99, 0.001)).add(osc(4, 0.4, 1).mask(shape(3, 0.2, 0.02))).out()`,
  ),
  fed(
    'piece: subtracting',
    `osc(60, 0.02, 1.6).sub(src(o0).scale(0.97).scroll(0.003, -0.002), 0.7).modulateRepeat(noise(1), 2, 2, 0.2, 0.1).out()`,
  ),
  fed(
    'piece: blending many times',
    `src(o0).blend(o0).blend(o0, 0.3).blend(src(o0).scrollX(1 / width), 0.5).blend(noise(8, 1).thresh(0.6, 0.01).color(1, 0.5, 0), 0.2).out()`,
  ),
  fed(
    'piece: a cell that grows',
    `voronoi(6, 0.2, 0.2).luma(0.4).modulateScale(src(o0), 0.4, 0.8).diff(src(o0).rotate(Math.PI / 6).scale(0.8)).colorama(0.01).out()`,
  ),
  fed('piece: diff of diffs', `src(o0).diff(src(o0).scale(1.1)).diff(osc(3, 0.3, 2)).rotate(0.001).out()`),
  fed(
    'piece: rays',
    `shape(2, 0.01, 0.05).rotate(0, 1).repeat(1, 1).add(src(o0).scale(1.03).color(0.98, 0.9, 0.8), 0.95).modulate(osc(2, 0, 0).rotate(1.2), 0.002).out()`,
  ),
  fed('piece: negative scale mirror', `src(o0).scale(1, -1, 1).blend(osc(12, 0.2, 1).rotate(0.9), 0.3).out()`),
  fed(
    'piece: mirror by modulation',
    `osc(6, 0.1, 1).modulateKaleid(osc(11).modulate(o0, 0.1), 6).blend(src(o0).repeat(2, 2, 0, 0), 0.4).out(o0)`,
  ),
  fed(
    'piece: outputs by loop',
    `[o0, o1, o2, o3].forEach((o, i) => osc(5 + i * 7, 0.1, i).rotate(i).blend(src([o3, o0, o1, o2][i]).scale(1.02), 0.5).out(o))
render()`,
  ),
]

const HABITS: readonly SameSketch[] = [
  still(
    'piece: silent sound',
    `a.setSmooth(0.9)
a.setBins(5)
a.setScale(3)
a.hide()
osc(10, 0.1, () => a.fft[0] + 0.8).kaleid(() => 4 + a.fft[1] * 8).scale(() => 1 + a.fft[4]).out()`,
  ),
  still(
    'piece: more bands than there are',
    'a.setBins(3)\nosc(() => 10 + a.fft[7] * 5, 0.1, 1).rotate(() => a.fft[2]).out()',
  ),
  still('piece: bands by settings', 'a.settings[0].cutoff = 0.3\na.bins[0]\nosc(12, 0.1, () => a.vol * 10).out()'),
  still('piece: on the beat', 'a.onBeat = () => console.log("beat")\na.beat\nshape(4).out()'),
  still('piece: missing return', 'osc(20, 0.1, () => { Math.sin(time) }).rotate(0.3).out()'),
  still('piece: a function of NaN', 'osc(20, 0.1, 1).rotate(() => Math.sqrt(-1)).scale(() => 0 / 0).out()'),
  still('piece: a function of infinity', 'shape(4, 0.3).scale(() => 1 / 0).out()'),
  still('piece: a function of arrays', 'osc(() => [10, 20, 30], 0.1, 1).out()'),
  still('piece: a function of text', "osc(() => '14', 0.1, 1).out()"),
  still('piece: a function of truth', 'solid(() => mouse.x > 20, () => time > 3, 0.2).out()'),
  still(
    'piece: mouse over mouse',
    'osc(8, 0.1, 1).rotate(() => mouse.y / mouse.x).scale(({ mouse }) => mouse.x / width + 0.5).out()',
  ),
  still(
    'piece: chains by loop',
    `let c = osc(3, 0.1, 1)
for (let i = 1; i < 5; i++) c = c.add(osc(3 * i, 0.05 * i, i / 2).rotate(i * 0.7), 0.2).modulate(noise(i), 0.02)
c.out()`,
  ),
  still(
    'piece: a chain changed by loop',
    `const c = shape(4, 0.3, 0.01)
for (let i = 0; i < 3; i++) { c.repeat(1.5, 1.5).rotate(0.2 * i) }
c.color(0.4, 0.8, 1).out(o0)`,
  ),
  still(
    'piece: templates',
    `const ring = (n, size = 0.4) => shape(n, size, 0.01).diff(shape(n, size - 0.05, 0.01))
const tint = (c) => c.color(0.9, 0.4, 0.1)
const many = (c, n) => Array.from({ length: n }, (_, i) => i).reduce((all, i) => all.add(ring(3 + i, 0.1 + i / 10)), c)
tint(many(solid(), 5)).out(o0)`,
  ),
  still(
    'piece: a function declared below',
    `grid(5).modulate(wave(), 0.1).out()
function grid(n) { return osc(n * 6, 0, 0).thresh(0.8, 0.01).add(osc(n * 6, 0, 0).rotate(Math.PI / 2).thresh(0.8, 0.01)) }
function wave() { return osc(7, 0.2) }`,
  ),
  still('piece: a method kept', 'const f = (x) => x.kaleid(3).scale(0.5)\nconst g = osc(9, 0.1, 1)\nf(g)\ng.out()'),
  still(
    'piece: shown in two ways',
    'base = osc(12, 0.1, 1.1).rotate(0.5)\nbase.out(o0)\nbase.kaleid(6).out(o1)\nrender()',
  ),
  still(
    'piece: names of the house',
    'let speed = 3\nconst b = 0.4, r = 0.7\nvar n = 5\nosc(n * speed, 0.1, r).color(r, b, 1).out()',
  ),
  still(
    'piece: names of the house, loose',
    'r = 0.3\ng = 0.5\nb = 0.9\nx = 4\ny = 5\nsolid(r, g, b).add(shape(x, 0.3).scale(1, x / y)).out()',
  ),
  still('piece: a shadow of a source', 'const noise1 = noise(3)\nlet osc2 = osc(4)\nosc2.modulate(noise1, 0.4).out()'),
  still('piece: a as a number', 'let a = 0.4\nosc(10, a, 1).rotate(a).out()'),
  still(
    'piece: name that is taken',
    'shape1 = shape(5)\nsolid1 = () => solid(0.2, 0.4, 0.6)\nsolid1().layer(shape1.luma()).out()',
  ),
  still(
    'piece: Math',
    'osc(Math.PI * 4, Math.random() * 0, Math.E).rotate(Math.atan2(1, 2)).scale(Math.hypot(0.6, 0.8)).out()',
  ),
  still(
    'piece: Math by destructuring',
    'const { sin, cos, PI } = Math\nosc(10, 0.1, 1).rotate(() => sin(time) * PI).scrollX(() => cos(time) / 4).out()',
  ),
  still('piece: with Math', 'sq = (x) => x * x\nosc(() => 10 + sq(Math.sin(time / 2)) * 30, 0, 0.5).out()'),
  still(
    'piece: date and modulo',
    'beat = () => ((time * bpm) / 60) % 1\nshape(4, () => 0.2 + beat() * 0.3, 0.02).out()',
  ),
  still(
    'piece: bpm from the outside',
    'bpm = 123\nspeed = 0.7\nosc([10, 30, 50].fast(0.25), 0.1, [0, 1.5].smooth()).rotate([0, 1, 2].fast(0.5).ease("easeInOutQuad")).out()',
  ),
  still('piece: arrays in arrays', 'osc([[10, 20], [30]].flat(), 0.1, 1).out()'),
  still('piece: spread arrays', 'osc([...Array(5).keys()].map((k) => 5 + k * 4).fast(1.3), 0.1, 1).out()'),
  still('piece: array of one', 'osc([10], 0.1, [1].smooth()).rotate([0.4].fast(2)).out()'),
  still('piece: reversed arrays', 'osc([10, 40, 20].reverse(), 0.1, [0, 1, 2].sort().fast(3)).out()'),
  still('piece: an array many times', 'k = [3, 5, 8, 13].smooth(0.3)\nshape(k).add(osc(10).kaleid(k), 0.5).out()'),
  still(
    'piece: random',
    'seed = 7\nrnd = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }\nosc(rnd() * 30, rnd(), rnd()).rotate(rnd()).color(rnd(), rnd(), rnd()).out()',
  ),
  still('piece: setTimeout', 'setTimeout(() => {}, 100)\nosc(9, 0.1, 1).out()'),
  still(
    'piece: colours by text',
    "hex = (c) => [1, 3, 5].map((i) => parseInt(c.slice(i, i + 2), 16) / 255)\nsolid(...hex('#ff8844')).layer(shape(6).luma().color(...hex('#204060'))).out()",
  ),
  still('piece: text in the place of a number', "osc('abc', 0.1, 1).out()"),
  still('piece: nothing in the place of a number', 'osc(null, undefined, 1).rotate(null).out()'),
  still('piece: an object in the place of a number', 'osc({}, 0.1, 1).rotate({ x: 1 }).out()'),
  still('piece: true and false', 'osc(true, false, 1).scale(true).out()'),
  still(
    'piece: one argument too many',
    'osc(10, 0.1, 1, 4, 5).rotate(0.1, 0, 3).kaleid(4, 5).luma(0.4, 0.1, 2).invert(1, 1).out()',
  ),
]

const MACHINES: readonly SameSketch[] = [
  still(
    'piece: everything at first',
    'hush()\nsolid().out(o0)\nsolid().out(o1)\nsolid().out(o2)\nsolid().out(o3)\nrender(o0)\nspeed = 1\nbpm = 30\nosc(7, 0.1, 1).out()',
  ),
  still('piece: a smaller picture', 'setResolution(80, 45)\nosc(10, 0.1, 1).kaleid(5).out()'),
  still(
    'piece: aspect',
    'shape(99, 0.3).scale(1, height / width).add(shape(4, 0.2).scale(1, () => window.innerHeight / window.innerWidth), 0.5).out()',
  ),
  still(
    'piece: film that is not there',
    's0.initVideo("https://example.invalid/film.mp4")\nosc(12, 0.1, 1).blend(src(s0), 0.4).out()',
  ),
  still(
    'piece: pictures that are not there',
    's1.initImage("https://example.invalid/a.jpg")\ns2.initImage("")\nsrc(s1).add(src(s2)).layer(noise(3).luma(0.2)).out()',
  ),
  still(
    'piece: camera in colours',
    's0.initCam(0)\nsrc(s0).saturate(2).contrast(1.3).layer(src(o0).mask(shape(4, 2).scale(0.5, 0.7).scrollX(0.25))).modulate(o0, 0.001).out(o0)',
  ),
  still('piece: no kind of source', 's0.initStream("room")\nosc(9).out()'),
  still('piece: a fifth output', 'osc(9).out(o4)'),
  still('piece: a word too much', 'osc(9, 0.1, 1).kaleidoscope9(4).out()'),
  still('piece: half of it runs', 'osc(9, 0.1, 1).out()\nundefinedThing.doIt()\nnoise(3).out()'),
  still('piece: a library that is not there', 'p5 = new P5()\np5.hide()\ns0.init({ src: p5.canvas })\nsrc(s0).out()'),
  still(
    'piece: a script that cannot be had',
    'await loadScript("https://example.invalid/lib.js")\nosc(9, 0.1, 1).out()',
  ),
  still('piece: a script not waited for', 'loadScript("https://example.invalid/lib.js")\nosc(9, 0.1, 1).out()'),
  still(
    'piece: update counts',
    'frames = 0\nupdate = (dt) => { frames++ }\nsolid(() => (frames % 7) / 7, () => frames / 20, 0.2).out()',
  ),
  still(
    'piece: update by time',
    'let t = 0\nupdate = (dt) => { t += dt * 0.001 }\nosc(20, 0, 1).rotate(() => t).out()',
  ),
  still('piece: update that fails', 'update = () => { nothing.at.all() }\nosc(9, 0.1, 1).out()'),
  still('piece: keys', 'document.onkeydown = (e) => {}\nwindow.onmousedown = () => hush()\nosc(9, 0.1, 1).out()'),
  still('piece: style of the canvas', "document.querySelector('canvas').style.filter = 'none'\nosc(9, 0.1, 1).out()"),
  still('piece: names of the machine', 'typeof synth; typeof hydraSynth\nosc(9, 0.1, 1).out()'),
  still('piece: logs', 'console.log(time, bpm, width)\nosc(9, 0.1, 1).out()'),
  still('piece: await nothing', 'await 0\nawait (async () => 1)()\nosc(9, 0.1, 1).out()'),
  still(
    'piece: strict and labels',
    "'use strict'\nlet k = 3\nouter: for (const i of [1, 2]) { if (i > 1) break outer; k += i }\nosc(k * 3, 0.1, 1).out()",
  ),
  still(
    'piece: classes',
    'class Ring { constructor(n) { this.n = n } chain() { return shape(this.n, 0.4).sub(shape(this.n, 0.3)) } }\nnew Ring(5).chain().out()',
  ),
  still('piece: eval in eval', "eval('osc(9, 0.1, 1).out()')"),
  still('piece: chain ended twice', 'osc(9, 0.1, 1).out(o1)\nosc(5).out(o0)\nsrc(o1).out(o0)'),
  still('piece: out in the middle', 'c = osc(9, 0.1, 1)\nc.out(o0)\nc.rotate(1)\nc.kaleid(3)\nrender(o0)'),
  still('piece: out by name', "osc(9).out('o1')\nrender('o1')"),
  still('piece: comma and semicolon', ';;osc(9, 0.1, 1).out(o0),noise(4).out(o1);;render(o1);'),
  still('piece: dots at the end of lines', 'osc(9, 0.1, 1).\n  rotate(0.4).\n  // in between\n  kaleid(3).\n  out()'),
  still('piece: windows line ends', 'osc(9, 0.1, 1)\r\n  .rotate(0.4)\r\n  .out()\r\n'),
  still('piece: odd letters', '// ñ → ✨ 日本\nconst größe = 0.4\nshape(5, größe).out()'),
]

const WHEELS: readonly SameSketch[] = [
  still('piece: moire', 'osc(120, 0, 0).diff(osc(120, 0, 0).rotate(0.1).scale(1.02)).thresh(0.4, 0.1).out()'),
  still(
    'piece: flower',
    'osc(20, 0.1, 1.4).kaleid(7).modulateRotate(osc(3, 0.1).kaleid(50), 1.2).color(1.2, 0.6, 0.9).hue(0.2).out()',
  ),
  still(
    'piece: water',
    'osc(6, 0.1, 2).modulate(noise(3, 0.2).add(osc(2), 0.2), 0.3).color(0.1, 0.5, 1).saturate(1.5).brightness(0.1).out()',
  ),
  still('piece: paper', 'noise(200, 0).add(noise(50, 0), 0.5).brightness(0.6).contrast(0.3).color(1, 0.95, 0.8).out()'),
  still(
    'piece: bricks',
    'shape(4, 0.9, 0.02).scale(1, 1, 0.5).repeat(6, 12, 0.5, 0).color(0.8, 0.3, 0.2).add(noise(30, 0).color(0.1, 0.1, 0.1)).out()',
  ),
  still(
    'piece: eye',
    'shape(60, 0.5, 0.01).sub(shape(60, 0.2, 0.01)).mult(osc(90, 0.01, 0.6).kaleid(80)).scrollX(() => (mouse.x / width - 0.5) * 0.2).out()',
  ),
  still(
    'piece: tv',
    'gradient(1).posterize(8, 1).pixelate(64, 36).modulateScrollY(noise(400, 9).pixelate(1, 90), 0.1).add(osc(500, 0, 0).rotate(1.57), -0.1).out()',
  ),
  still(
    'piece: negative everything',
    'osc(-20, -0.1, -1).rotate(-0.4, -0.1).scale(-0.7).color(-1, -0.3, 0.8).brightness(-0.1).contrast(-1.3).out()',
  ),
  still('piece: zeros', 'osc(10, 0, 0).scale(0).out()'),
  still('piece: no sides', 'shape(0, 0.4, 0.1).add(osc(9).kaleid(0), 0.5).out()'),
  still('piece: no repeats', 'osc(9, 0.1, 1).repeat(0, 0).pixelate(0, 0).out()'),
  still(
    'piece: odd posters',
    'gradient().posterize(0, 1).add(noise(2).posterize(1, 2), 0.3).add(osc(4).posterize(256, 0.1), 0.3).add(osc(3).posterize(-3, 0), 0.2).out()',
  ),
  still(
    'piece: channels',
    'osc(9, 0.1, 1).r(0.4, 0.1).add(osc(5, 0.1, 2).g(2), 0.3).add(gradient().b(), 0.3).sub(noise(2).a(0.5), 0.2).out()',
  ),
  still('piece: bars by thresh', 'osc(8, 0.2).thresh().mult(gradient(0.4)).invert([1, 0].fast(0.5)).out()'),
  still(
    'piece: layers of masks',
    'gradient(0.3).layer(osc(20, 0.1, 1).mask(shape(3, 0.5, 0.1).rotate(0, 0.3))).layer(voronoi(20).mask(shape(50, 0.2))).out()',
  ),
  still(
    'piece: masks with alpha',
    'osc(9, 0.1, 1).luma(0.4, 0.2).mask(shape(4, 0.7, 0.2)).layer(solid(0.2, 0, 0.4, 0.5)).out()',
  ),
  still(
    'piece: solid in the middle',
    'osc(9, 0.1, 1).add(solid(0.1, 0.2, 0.3, 0)).mult(solid(1, 0.5, 0.3), 0.6).diff(solid(0.4)).out()',
  ),
  still(
    'piece: amounts above one',
    'osc(9, 0.1, 1).add(noise(3), 4).sub(osc(3), 2).blend(gradient(), 1.5).mult(shape(3), -1).out()',
  ),
  still(
    'piece: sources as places',
    'noise(3).modulate(gradient().rotate(1).pixelate(5, 5), [0.1, 0.5, 1].smooth()).modulatePixelate(gradient(), 100, 1).out()',
  ),
  still('piece: wide repeats', 'gradient().repeatX(20, 0.3).repeatY(20, 0.1).kaleid(2).scrollX(0.1, 0.05).out()'),
  still(
    'piece: shifted colours',
    'osc(9, 0.1, 1).shift(() => Math.sin(time), 0.3, -0.1).hue(() => time).colorama([0.1, 0.5].smooth()).out()',
  ),
  still(
    'piece: deep bends',
    'osc(13, 0.1, 1).modulateRotate(osc(11).modulateScale(osc(4).rotate(() => Math.sin(time / 20)), 0.6), 3).modulateHue(gradient(), 40).out()',
  ),
  still(
    'piece: modulateScale of small',
    'shape(4, 0.8).modulateScale(osc(3, 0.3), 2, 0.1).modulateScrollX(osc(6), 0.3, 0.1).modulateRepeatX(osc(2), 4, 0.4).out()',
  ),
  still('piece: noise of small and large', 'noise(0.5, 0.3).add(noise(1000, 0.1), 0.3).add(noise(-5, -1), 0.4).out()'),
  still(
    'piece: cells of odd numbers',
    'voronoi(0, 1, 1).add(voronoi(-8, -0.4, 3), 0.5).add(voronoi(300, 5, 0), 0.3).out()',
  ),
  still(
    'piece: a quiet horizon',
    'gradient().color(0.1, 0.3, 0.8).add(shape(4, 0.5).scale(1, 3, 0.1).scrollY(-0.3).color(1, 0.6, 0.2)).modulate(noise(6, 0.2).mask(gradient().g().thresh(0.5)), 0.05).out()',
  ),
]

export const pieces: readonly SameSketch[] = [...LOOPED, ...HABITS, ...MACHINES, ...WHEELS]
