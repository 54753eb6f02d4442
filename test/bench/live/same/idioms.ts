// How people write: the habits of public galleries, each in a few lines of the bench's own.
import type { SameSketch } from './sketch'

const still = (name: string, code: string): SameSketch => ({ name, code, mouse: [50, 30] })
const fed = (name: string, code: string): SameSketch => ({ name, code, mouse: [50, 30], fed: true })

const MEMORY: readonly SameSketch[] = [
  fed('memory grows', 'src(o0).scale(1.01).blend(osc(8, 0.1, 1).kaleid(6), 0.08).out()'),
  fed('memory grows and turns', 'src(o0).scale(1.01).rotate(0.01).blend(osc(8, 0.1, 1), 0.1).out(o0)'),
  fed('memory shrinks', 'osc(20, 0.1, 0.8).diff(src(o0).scale(0.98)).out()'),
  fed(
    'memory bent by noise',
    'src(o0).modulate(noise(3, 0.2), 0.02).blend(shape(4, 0.4, 0.1).color(1, 0.4, 0.2), 0.1).out()',
  ),
  fed('memory bent by itself', 'osc(10, 0.1, 0.5).modulate(src(o0), 0.3).add(src(o0).scale(1.02), 0.4).out(o0)'),
  fed('memory scrolls', 'src(o0).scrollX(0.01).scrollY(-0.005).layer(shape(5, 0.2).luma().color(1, 0.3, 0.6)).out()'),
  fed('memory scrolls at speed', 'src(o0).scroll(0.01, 0.02, 0.1, -0.05).blend(voronoi(6), 0.1).out()'),
  fed('memory of pixels', 'src(o0).modulateHue(src(o0).scale(1.01), 2).layer(osc(10, 0.1, 1).luma(0.6)).out()'),
  fed('memory of pixels, large', 'src(o0).modulateHue(src(o0), 15).blend(noise(4, 0.4).colorama(0.2), 0.05).out()'),
  fed(
    'two outputs in a loop',
    'src(o1).rotate(0.02).blend(osc(9, 0.1, 1), 0.2).out(o0)\nsrc(o0).scale(1.02).blend(noise(3), 0.1).out(o1)',
  ),
  fed(
    'two outputs in a loop, the other way',
    'src(o0).scale(1.02).out(o1)\nosc(14, 0.2).blend(src(o1).hue(0.1), 0.6).out(o0)\nrender(o1)',
  ),
  fed(
    'four outputs see each other',
    'osc(5, 0.2, 1).out(o0); src(o0).kaleid(3).diff(src(o3).scale(0.9)).out(o1); src(o1).modulate(o2, 0.1).out(o2); src(o2).add(o0, 0.2).rotate(0.1).out(o3); render()',
  ),
  fed(
    'values outside 0..1 fed back',
    'src(o0).add(solid(0.3, -0.2, 0.02), 0.5).color(1.1, 0.9, 1).contrast(1.02).blend(gradient(1), 0.05).out()',
  ),
  fed('small steps of 8 bits', 'src(o0).add(solid(0.0012, 0.0025, 0.004)).blend(osc(3), 0.004).out()'),
  fed('alpha fed back', 'src(o0).color(1, 1, 1, 0.9).layer(shape(3, 0.3, 0.05).luma(0.3, 0.2).rotate(0, 0.4)).out()'),
  fed(
    'alpha below 1 fed back',
    'src(o0).mult(solid(1, 0.98, 0.97, 0.8)).add(osc(6, 0.1, 1).color(1, 1, 1, 0.3), 0.2).out()',
  ),
  fed('memory pixelated', 'src(o0).pixelate(20, 20).blend(osc(30, 0.1, 1).rotate(0.4), 0.3).out()'),
  fed('memory repeated', 'src(o0).repeat(2, 2).blend(noise(2, 0.3), 0.4).out()'),
  fed('memory repeated 3', 'src(o0).repeat(3, 3, 0.5, 0.25).blend(noise(2, 0.3).colorama(1), 0.4).out()'),
  fed('memory folded', 'src(o0).kaleid(4).scale(0.9).blend(gradient(0.4).hue(0.1), 0.3).out()'),
  fed('memory folded at the centre', 'src(o0).kaleid(3).scrollX(0.5).scrollY(0.5).blend(osc(12), 0.3).out()'),
  fed('memory halved', 'src(o0).scale(0.5).blend(osc(12, 0.1, 2), 0.3).out()'),
  fed('memory doubled', 'src(o0).scale(2).blend(osc(12, 0.1, 2), 0.3).out()'),
  fed('memory stretched', 'src(o0).scale(1, 1.05, 0.97).blend(voronoi(9), 0.2).out()'),
  fed('memory turned a quarter', 'src(o0).rotate(Math.PI / 2).blend(gradient(), 0.3).out()'),
  fed('memory mirrored', 'src(o0).scale(-1.01).blend(osc(7, 0.1, 1), 0.2).out()'),
  fed('memory smooth', 'o0.setLinear(); src(o0).scale(1.013).rotate(0.01).blend(osc(8, 0.1, 1), 0.1).out()'),
  fed(
    'memory through luma',
    'src(o0).saturate(1.01).scale(0.999).layer(noise(5, 0.3).luma(0.4, 0.1).colorama(0.5)).out()',
  ),
  fed('memory of thresholds', 'noise(4, 0.4).thresh(0.3, 0.1).diff(src(o0).scrollX(0.003).invert(0.05)).out()'),
  fed('memory with colorama', 'src(o0).colorama(0.002).scale(1.005).blend(shape(20, 0.3, 0.2), 0.1).out()'),
  fed('memory with hue', 'src(o0).hue(0.01).scale(1.003).blend(osc(4, 0.1, 1), 0.1).out()'),
  fed('memory with prev', 'osc(10, 0.1, 1).modulateScale(prev(), 0.2).blend(prev(), 0.5).out()'),
  fed('memory repelled', 'src(o0).modulateRotate(src(o0), 0.1, -0.02).blend(osc(5, 0.2, 1), 0.15).out()'),
  fed(
    'memory in parts',
    'src(o0).modulateScale(osc(3), 0.02, 0.99).mask(shape(4, 0.9, 0.3)).add(osc(30, 0.1, 0.4).mask(shape(4, 0.3)), 0.7).out()',
  ),
  fed('memory modulated by repeat', 'src(o0).modulateRepeat(o0, 2, 2, 0.1, 0.1).blend(noise(3), 0.5).out()'),
  fed('memory modulated by kaleid', 'src(o0).modulateKaleid(osc(4, 0.1), 4).blend(noise(3), 0.5).out()'),
  fed('memory modulated by pixels', 'osc(20, 0.1, 1).modulatePixelate(src(o0), 20, 4).blend(o0, 0.3).out()'),
  fed(
    'reaction',
    'noise(3, 0.3).thresh(0.15, 0.04).modulateRotate(osc(8), 0.2).blend(o0, 0.8).modulate(o0, 0.01).out()',
  ),
  fed(
    'sharpened',
    'src(o0).sub(src(o0).scrollX(0.01), 0.4).add(src(o0).scrollX(-0.01), 0.3).blend(noise(4), 0.1).out()',
  ),
]

const WRITING: readonly SameSketch[] = [
  still(
    'time in functions',
    'osc(() => 10 + 5 * Math.sin(time), 0.1, () => Math.cos(time * 0.3)).rotate(() => time % 6.28).out()',
  ),
  still(
    'named arguments',
    'shape(4, ({ time }) => 0.3 + 0.2 * Math.sin(time * 2)).repeat(3, 3).scale(({ time }) => 1 + 0.3 * Math.sin(time)).out()',
  ),
  still('mouse', 'osc(20).rotate(() => mouse.x / 200).scale(() => mouse.y / 100).out()'),
  still('mouse and size', 'shape(40, 0.2).scrollX(() => -mouse.x / width).scrollY(() => -mouse.y / height).out()'),
  still('size in time', 'osc(() => width / 10, 0, () => height / 100).out(o0)'),
  still(
    'loose names',
    'speedy = 3\nsides = [3, 4, 5]\nturn = () => time * 0.2\nshape(sides.fast(speedy), 0.5).rotate(turn).out()',
  ),
  still('let and const', 'let n = 4\nconst k = (x) => osc(x, 0.1, 1)\nk(12).kaleid(n).out()'),
  still(
    'var in a loop',
    'var c = solid(0, 0, 0)\nfor (var i = 0; i < 4; i++) { c = c.add(shape(3 + i, 0.1 + i * 0.1, 0.01).color(i / 4, 0.5, 1 - i / 4), 0.5) }\nc.out()',
  ),
  still('array methods', '[3, 5, 8].map((n, i) => shape(n, 0.2 + i * 0.1)).reduce((a, b) => a.diff(b)).out()'),
  still(
    'a function of chains',
    'function ring(n, c) { return shape(n, 0.4, 0.01).diff(shape(n, 0.35, 0.01)).color(c, 1 - c, 0.5) }\nring(5, 0.8).add(ring(60, 0.1)).out()',
  ),
  still('speed', 'speed = 0.5\nosc(10, 0.2, 1).rotate(0, 0.1).out()'),
  still('speed backwards', 'speed = -1.5\nosc(10, 0.2, 1).scrollX(0, 0.1).out()'),
  still('bpm', 'bpm = 90\nosc([10, 20, 40]).kaleid([3, 4, 5, 6].fast(0.5)).out()'),
  still(
    'bpm and smooth',
    'bpm = 140\nshape([3, 4, 6].smooth(), [0.2, 0.6].smooth(0.5).fast(2), [0.01, 0.5].ease("easeInOutCubic")).out()',
  ),
  still(
    'arrays and offsets',
    'solid([0, 1].smooth().offset(0.25), [1, 0, 0.5].fast(1.5).offset(0.9), [3, 4, 5].fit(0.1, 1).smooth(2)).out()',
  ),
  still(
    'arrays with eases',
    "solid([0, 1, 0.3].ease('easeInQuad'), [0, 1].ease('sin'), [0, 1].ease('easeOutQuint')).out()",
  ),
  still(
    'array with its own ease',
    'solid([0, 1].ease((t) => t * t * t), [0, 1].ease("easeInOutQuart"), [1, 0].ease()).out()',
  ),
  still('array in a function', 'osc(20, 0.1, 1).rotate(() => [0.1, 0.5, 1][Math.floor(time) % 3]).out()'),
  still('array of functions', 'solid([() => 0.3, () => Math.abs(Math.sin(time))], [0.2, () => 0.9]).out()'),
  still('array of chains', 'osc(20).modulate([noise(3), osc(5)], 0.3).out()'),
  still('update', 'n = 0\nupdate = (dt) => { n += dt / 1000 }\nosc(() => 10 + n, 0, 1).out()'),
  still('update changes the chain', 'update = () => { x = Math.sin(time) }\nsolid(() => x, () => -x, 0.4).out()'),
  still('update evaluates', 'update = () => solid(Math.abs(Math.sin(time)), 0.3).out()'),
  still('all four', 'osc(10, 0.1, 1).out(o0)\nnoise(4).out(o1)\nvoronoi(6).out(o2)\nshape(3).out(o3)\nrender()'),
  still('all four, two empty', 'gradient(1).out(o0)\nosc(9).out(o2)\nrender()'),
  still('one of the others', 'gradient(1).out(o2)\nrender(o2)'),
  still('an empty one', 'gradient(1).out(o2)\nrender(o1)'),
  still(
    'others by modulation',
    'osc(10).out(o1)\nnoise(3).out(o2)\nvoronoi(5).modulate(o1, 0.2).blend(o2, 0.3).out(o0)',
  ),
  still('later outputs', 'src(o1).color(1, 0.5, 0.2).out(o0)\nosc(10).out(o1)'),
  still('twice to the same', 'osc(10).out()\nnoise(3).out()'),
  still('many on a line', 'osc(10).out(o1); noise(3).out(o2); src(o1).diff(src(o2)).out()'),
  still(
    'comments',
    '// by nobody\n/* osc().out() */\nosc(10, 0.1) // stripes\n  .rotate(0.4) /* turned */\n  // .kaleid()\n  .color(1, 0.4, 0.2)\n  .out() // there',
  ),
  still('no semicolons', 'a1 = 3\nb1 = a1 * 4\nosc(b1)\n  .kaleid(a1)\n  .out()'),
  still('a chain kept', 'let p = osc(10, 0.1, 1)\nlet q = p.kaleid(4)\nq.out()\np.out(o1)\nrender()'),
  still('a chain changed by itself', 'const p = osc(10, 0.1, 1)\np.rotate(0.5)\np.color(1, 0, 0)\np.out()'),
  still('a chain used twice', 'const p = noise(3)\nosc(10).modulate(p, 0.2).add(p, 0.4).out()'),
  still('a chain in itself', 'const p = osc(6, 0.1, 1)\np.modulate(p, 0.3).out()'),
  still('template strings', 'const s = `${4}`\nshape(Number(s), 0.5).out()'),
  still('strings of numbers', "shape('4', '0.5').color('1', '0.2', '0').out()"),
  still('await', 'await new Promise((r) => setTimeout(r, 1))\nosc(10, 0.1, 1).out()'),
  still('hush first', 'hush()\nosc(10, 0.1, 1).out()'),
  still('hush last', 'osc(10, 0.1, 1).out()\nhush()'),
  still('solid', 'solid().out()'),
  still('solid red clear', 'solid(1, 0, 0, 0).out()'),
  still('solid half clear', 'solid(1, 0.5, 0.2, 0.4).out()'),
  still(
    'audio',
    'a.setBins(4); a.setSmooth(0.8); a.setCutoff(2); a.setScale(5); a.show(); a.hide()\nosc(10, 0, () => a.fft[0] * 4).rotate(() => a.fft[2]).out()',
  ),
  still('audio in the open', 'a.show()\na.setBins(6)\nshape(4, () => a.fft[0] * 0.5 + 0.2).out()'),
  still('camera that is not there', 's0.initCam()\nsrc(s0).add(osc(10, 0.1, 1)).out()'),
  still('camera bends', 's0.initCam(1)\nosc(10, 0.1, 1).modulate(src(s0), 0.3).layer(s0).out()'),
  still('picture that is not there', 's0.initImage("nothing.png")\nosc(9).layer(src(s0)).out()'),
  still('a source as an argument', 'osc(20, 0.1).modulate(s0, 0.5).blend(s1).out()'),
  still(
    'a canvas',
    `c = document.createElement('canvas'); c.width = 64; c.height = 48
    x = c.getContext('2d'); x.fillStyle = 'red'; x.fillRect(0, 0, 32, 24); x.fillStyle = 'rgba(0, 0, 255, 0.5)'; x.fillRect(32, 24, 32, 24)
    s0.init({ src: c })
    src(s0).scale(0.8).add(osc(8), 0.2).out()`,
  ),
  still(
    'a moving canvas',
    `c = document.createElement('canvas'); c.width = 40; c.height = 40
    x = c.getContext('2d')
    s0.init({ src: c, dynamic: true })
    update = () => { x.fillStyle = 'black'; x.fillRect(0, 0, 40, 40); x.fillStyle = 'white'; x.fillRect((time * 10) % 40, 10, 8, 20) }
    src(s0).out()`,
  ),
  still('setResolution the same', 'setResolution(width, height)\nosc(10, 0.1, 1).kaleid(5).out()'),
  still('fps', 'fps = 30\nosc(10, 0.1, 1).out()'),
  still(
    'a function of its own',
    `setFunction({ name: 'rings', type: 'src', inputs: [{ name: 'many', type: 'float', default: 8 }, { name: 'soft', type: 'float', default: 0.1 }],
      glsl: \`   float d = length(_st - vec2(0.5)) * many - time * soft;
   return vec4(vec3(sin(d) * 0.5 + 0.5), 1.0);\` })
    rings(20).out()`,
  ),
  still(
    'a place of its own',
    `setFunction({ name: 'wave', type: 'coord', inputs: [{ name: 'much', type: 'float', default: 0.1 }],
      glsl: \`return _st + vec2(0.0, sin(_st.x * 20.0) * much);\` })
    osc(30, 0.1, 1).rotate(1).wave(0.05).out()`,
  ),
  still(
    'a colour of its own',
    `setFunction({ name: 'swap', type: 'color', inputs: [], glsl: \`return vec4(_c0.gbr, _c0.a);\` })
    osc(10, 0.1, 1).swap().out()`,
  ),
  still(
    'a mix of its own',
    `setFunction({ name: 'screen', type: 'combine', inputs: [{ name: 'amount', type: 'float', default: 1 }],
      glsl: \`vec4 s = 1.0 - (1.0 - _c0) * (1.0 - _c1); return mix(_c0, s, amount);\` })
    osc(10, 0.1, 1).screen(noise(4).color(0.8, 0.2, 0.1), 0.7).out()`,
  ),
  still(
    'a bend of its own',
    `setFunction({ name: 'lift', type: 'combineCoord', inputs: [{ name: 'amount', type: 'float', default: 0.3 }],
      glsl: \`return vec2(_st.x, _st.y + (_c0.r - 0.5) * amount);\` })
    osc(20, 0.1, 1).rotate(1.57).lift(noise(3), 0.2).out()`,
  ),
  still(
    'a function that calls helpers',
    `setFunction({ name: 'grains', type: 'src', inputs: [{ type: 'float', name: 'scale', default: 30 }],
      glsl: \`vec2 p = floor(_st * scale); float h = fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); return vec4(h, _noise(vec3(_st * scale, time)), _luminance(vec3(h)), 1.0);\` })
    grains().out()`,
  ),
  still(
    'a texture of its own',
    `setFunction({ name: 'peek', type: 'src', inputs: [{ type: 'sampler2D', name: 'tex', default: NaN }, { type: 'float', name: 'k', default: 2 }],
      glsl: \`return texture2D(tex, fract(_st * k)) + vec4(gl_FragCoord.xy / resolution, 0.0, 0.0) * 0.2;\` })
    osc(9, 0.1, 1).out(o1)
    peek(o1, 3).out()`,
  ),
]

const LOOKS: readonly SameSketch[] = [
  still(
    'kaleid of stripes',
    'osc(100, -0.0018, 0.17).diff(osc(20, 0.00008).rotate(Math.PI / 0.00003)).modulateScale(noise(1.5, 0.18).modulateScale(osc(13).rotate(() => Math.sin(time / 22))), 3).color(11, 0.5, 0.4, 0.9, 0.2, 0.011, 5, 22, 0.5, -1).contrast(1.4).out()',
  ),
  still(
    'layers and masks',
    'shape(4, 0.6, 0.1).color(1, 0, 0).layer(shape(3, 0.4, 0.2).luma(0.2, 0.3).color(0, 1, 0, 0.6)).mask(osc(9, 0.1).rotate(1)).out()',
  ),
  still(
    'mask of layers',
    'osc(12, 0.1, 1).mask(noise(3).luma(0.1, 0.2)).layer(gradient(1).mask(shape(5, 0.5, 0.3))).out()',
  ),
  still('alpha in blends', 'solid(1, 0, 0, 0.5).blend(solid(0, 1, 0, 0.2), 0.3).layer(shape(3).luma()).out()'),
  still('alpha in diff', 'osc(9).color(1, 1, 1, 0.3).diff(noise(3).luma(0.1)).layer(solid(0, 0, 1, 0.4)).out()'),
  still('alpha as a colour', 'noise(4).luma(0.3, 0.2).a(1).out()'),
  still('alpha shown', 'osc(5, 0.1, 1).luma(0.4, 0.3).r(2, -0.2).out()'),
  still('channels', 'gradient(0.5).r().add(gradient(0.2).g(0.5, 0.2)).sub(osc(10, 0, 2).b(), 0.3).out()'),
  still('sums', 'osc(10, 0.1, 2).sum(0.3).add(gradient().sum([0.1, 0.2, 0.3, 0.1]), 0.4).out()'),
  still('hues', 'osc(6, 0.1, 1.5).hue(() => time * 0.1).saturate(3).hue(-0.3).out()'),
  still('posters', 'gradient(0.3).posterize(4, 0.8).add(noise(3).posterize([2, 3, 5], 0.3), 0.4).out()'),
  still('posters of the dark', 'noise(3).sub(solid(0.3, 0.2, 0.1)).posterize(5, 0.6).out()'),
  still('colorama', 'voronoi(5, 0.3, 0.2).colorama(0.7).out()'),
  still('colorama of the dark', 'noise(3).colorama(-0.3).contrast(1.2).out()'),
  still('colorama by chain', 'osc(9, 0.1, 1).colorama(noise(2)).out()'),
  still('inverts', 'noise(4).invert().invert(0.3).invert(-0.5).brightness(-0.2).out()'),
  still('repeats', 'shape(3, 0.4).rotate(0.3).repeat(5, 4, 0.5, 0.25).repeatX(3, 0.2).repeatY(2, 0.6).out()'),
  still('repeats of negative', 'osc(9, 0.1, 1).rotate(0.4).repeat(-3, 2.5, -0.3, 1.7).out()'),
  still('folds', 'osc(20, 0.1, 1).kaleid(5).rotate(0.3, 0.1).kaleid(3.5).out()'),
  still('pixels', 'osc(20, 0.1, 1).rotate(0.3).pixelate(16, 9).out()'),
  still('pixels, uneven', 'noise(4).pixelate(() => 3 + time, 17.3).out()'),
  still('scrolls', 'gradient().scrollX(0.2, 0.1).scrollY(-0.3, -0.07).scroll(0.1, 0.2, -0.05, 0.3).out()'),
  still(
    'bends',
    'osc(9, 0.1, 1).modulateRepeat(osc(5), 3, 3, 0.5, 0.5).modulateRepeatX(noise(3), 4, 0.3).modulateRepeatY(osc(7), 2, 0.7).out()',
  ),
  still(
    'more bends',
    'gradient(0.2).modulateKaleid(noise(2), 5).modulateScrollX(osc(9), 0.4, 0.1).modulateScrollY(noise(4), 0.3, -0.2).out()',
  ),
  still(
    'pixel bends',
    'osc(30, 0.1, 1).modulatePixelate(noise(3), 30, 5).modulateRotate(gradient(), 2, 0.5).modulateScale(osc(6), 0.7, 0.5).out()',
  ),
  still('cells', 'voronoi(10, 0.3, 0).color(0.9, 0.3, 0.1).add(voronoi(3, 1, 1), 0.5).out()'),
  still('cells far off', 'voronoi(5).scale(0.01).out()'),
  still('noise far off', 'noise(10).scroll(100, 50).scale(0.2).out()'),
  still('noise far out', 'noise(-50, -7).add(noise(289, 289), 0.5).blend(noise(1e4, 3)).out()'),
  still('noise late', 'time = 3600\nnoise(5, 2).out()'),
  still('late', 'time = 5000\nosc(40, 0.3, 1).modulate(noise(2), 0.2).out()'),
  still('negative colours', 'osc(9, 0.1, 1).color(-1, -0.5, 2, -1).out()'),
  still('negative shapes', 'shape(-3, 0.4, 0.1).add(shape(1, 0.3, 0.2).color(1, 0, 0)).out()'),
  still(
    'shapes of two and many',
    'shape(2, 0.2, 0.01).add(shape(999, 0.3, 0.01).color(0, 0.5, 1)).add(shape(0.5, 0.2, 0.4).color(0.2, 0, 0)).out()',
  ),
  still('no softness', 'shape(5, 0.5, 0).diff(noise(3).thresh(0, 0)).luma(0.5, 0).out()'),
  still('negative softness', 'shape(5, 0.5, -0.3).thresh(0.3, -0.2).out()'),
  still('huge frequencies', 'osc(2000, 0.1, 1).rotate(0.3).out()'),
  still('no frequency', 'osc(0, 0.1, 1).out()'),
  still('shifts', 'osc(9, 0.1, 1).shift(0.3, -0.2, 1.7, 0.5).layer(shape(3).luma()).out()'),
  still('shift by default', 'gradient(0.4).shift().out()'),
  still('by chains', 'osc(noise(2).r(20), 0.1, shape(4)).rotate(gradient().g(0.5)).color(osc(5), 0.5, noise(3)).out()'),
  still('by outputs', 'osc(10, 0.1, 1).out(o1)\nshape(5, o1).color(o1, 0.4, 1).out()'),
  still(
    'deep',
    'osc(9).modulate(noise(2).modulate(osc(3).modulate(voronoi(4).modulate(gradient(), 0.3), 0.2), 0.3), 0.4).out()',
  ),
]

export const idioms: readonly SameSketch[] = [...MEMORY, ...WRITING, ...LOOKS]
