// What pieces of public galleries count on besides the functions: chains kept in names, shader code of their own, values that are no numbers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at } from '../../src/stage/test-stage'
import { dialectStand, SIZE, type DialectStand } from './dialect.stand'

const SOURCE = (name: string, glsl: string, inputs = '[]'): string =>
  `setFunction({ name: '${name}', type: 'src', inputs: ${inputs}, glsl: \`${glsl}\` })`
const TEXTURE = "[{ name: 'tex', type: 'sampler2D' }, { name: 'k', type: 'float', default: 1 }]"

describe.each(['webgl2', 'webgpu'] as const)('live code with %s', (backend) => {
  let t: DialectStand
  beforeAll(async () => {
    t = await dialectStand(backend)
  })
  afterAll(() => t.end())

  it('takes shader code before anything else was on stage', async () => {
    await t.desk.run(`${SOURCE('a0', 'vec4 c = vec4(_st, 0.2, 1.0); c.rg *= 0.0; return c;')}; a0().out()`)
    t.play(2)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([0, 0, 51, 255])
  })

  it('takes shader code that was mended', async () => {
    await t.desk.run(`${SOURCE('a0', 'return vec4(_st.x > 2.0 ? 0.0 : 0.4, 0.0, 0.0, 1.0);')}; a0().out()`)
    t.play(2)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([102, 0, 0, 255])
  })

  it.each<[string, string, number[]]>([
    ['changes the chain that a link is called on', 'p = solid(1, 0.2); q = p.color(0.2); p.out()', [51, 51, 0]],
    ['shows a chain as it was when it was shown', 'p = solid(1, 0.2); p.out(); p.color(0.2).out(o1)', [255, 51, 0]],
    ['takes the default where a function gives no number', 'solid(() => true, () => "1", () => 0.2).out()', [0, 0, 51]],
    [
      'knows the helpers of shader code',
      `${SOURCE('a1', 'return vec4(_hsvToRgb(vec3(1.0 / 3.0, 1.0, 0.6)) + _luminance(vec3(0.2)), 1.0);')}; a1().out()`,
      [51, 204, 51],
    ],
    [
      'knows them both ways',
      `${SOURCE('a2', 'return vec4(_rgbToHsv(vec3(0.2, 0.4, 0.4)), 1.0);')}; a2().out()`,
      [128, 128, 102],
    ],
    [
      'has noise for shader code',
      `${SOURCE('a3', 'return vec4(0.5 + vec3(_noise(vec3(uv * 10.0, 0.1 * time))), 1.0);')}; a3().sub(noise()).out()`,
      [128, 128, 128],
    ],
    [
      'lets shader code fetch from an output',
      `${SOURCE('a4', 'vec2 time = fract(_st * k); return texture2D(tex, time);', TEXTURE)}; solid(0.2, 1).out(o1); a4(o1).out()`,
      [51, 255, 0],
    ],
    [
      'gives shader code pairs and threes',
      `${SOURCE('a5', 'return vec4(c.y, d.zx, 1.0);', "[{ name: 'c', type: 'vec2', default: [0, 0.2] }, { name: 'd', type: 'vec3', default: [0, 1, 0.4] }]")}; a5().out()`,
      [51, 102, 0],
    ],
    [
      'turns, mixes, counts and stops early in shader code',
      `setFunction({ name: 'a8', type: 'coord', inputs: [{ name: 'k', default: 2 }], glsl: \`
        #define HALF 0.5
        if (k < 0.) return vec2(0.);
        mat2 m = mat2(cos(0.), -sin(0.), sin(0.), cos(0.));
        _st = m * (_st - HALF) + HALF;
        for (int i = 0; i < 4; i++) { if (i > 1) break; _st.x += 0.5; }
        return mod(_st, vec2(1.));\` })
      setFunction({ name: 'a9', type: 'combine', inputs: [], glsl: 'return mix(_c0, _c1, step(.3, _c1.g)) * vec4(1, smoothstep(0.0, 1.0, 0.5), 1, 1);' })
      setFunction({ name: 'a10', type: 'combineCoord', inputs: [], glsl: 'float t = atan(_c0.r, 1.) * 0.; return _st + t;' })
      setFunction({ name: 'a11', type: 'color', inputs: [{ name: 'k', type: 'float', default: .5 }], glsl: 'float g = _c0.g; _c0.g = min(_c0.g, 0.8); _c0 += vec4(g - _c0.g); return vec4(_c0.rgb * k, 1.0);' })
      solid(0.4, 0.2, 0.6).a8().a9(solid(0.8, 0.4, 0.2)).a10(osc()).a11(1).out()`,
      [204, 51, 51],
    ],
    [
      'goes on where a script cannot be had',
      "await loadScript('https://example.invalid/x.js'); solid(0.2).out()",
      [51, 0, 0],
    ],
    [
      'draws on a canvas that a source makes',
      "pen = s0.initCanvas(4, 4); pen.fillStyle = '#003366'; pen.fillRect(0, 0, 4, 4); src(s0).out()",
      [0, 51, 102],
    ],
    [
      'keeps what a canvas showed, where it is not dynamic',
      "pen = s0.initCanvas(4, 4); pen.fillStyle = '#003366'; pen.fillRect(0, 0, 4, 4); s1.init({ src: pen.canvas, dynamic: false }); pen.clearRect(0, 0, 4, 4); src(s1).out()",
      [0, 51, 102],
    ],
    ['takes a number in quotes', "solid('0.2', ['0.4'], `${1}`).out()", [51, 102, 255]],
  ])('%s', async (_, code, colour) => {
    await t.desk.run(`hush()\n${code}`)
    t.play(3)
    const seen = at(await t.read(), SIZE.width, 12, 8)
    expect(colour.map((value, i) => Math.abs(value - (seen[i] ?? -1)) <= 1)).toEqual([true, true, true])
  })

  it('shows in its next frame by hand what a timer brought', async () => {
    await t.desk.run('setTimeout(() => noise().color(0, 0, 0).add(solid(0.2, 0.4)).out())')
    await t.desk.run('await new Promise((done) => setTimeout(done))')
    await t.desk.settled()
    t.play(1)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([51, 102, 0, 255])
  })

  it.each([
    ['a timer', 'setTimeout(() => solid(0.2, 0.4, 0).out())'],
    ['a promise', 'Promise.resolve().then(() => solid(0.2, 0.4, 0).out())'],
    ['update', 'update = () => solid(0.2, 0.4, 0).out()'],
  ])('takes the stage for what %s asks for later', async (_, code) => {
    await t.stage.load({ title: 'Another', about: '', setup: ({ solid }) => ({ show: solid(1, 1, 1) }) }, { id: 'b' })
    t.play(1, 99)
    await t.desk.run(code)
    await expect
      .poll(async () => {
        t.play(1)
        return [...at(await t.read(), SIZE.width, 12, 8)]
      })
      .toEqual([51, 102, 0, 255])
  })

  it('leaves another sketch alone, whatever one that has left asks for', async () => {
    await t.desk.run("solid(0, 1).out(); addEventListener('ring', () => solid(0, 0, 1).out(), { once: true })")
    await t.stage.load({ title: 'Another', about: '', setup: ({ solid }) => ({ show: solid(1, 1, 1) }) }, { id: 'b' })
    t.play(1, 99)
    dispatchEvent(new Event('ring'))
    t.play(2)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([255, 255, 255, 255])
  })

  it('begins anew while what it played is leaving the stage', async () => {
    await t.desk.run('solid(1).out()')
    await t.stage.load(
      { title: 'Another', about: '', setup: ({ solid }) => ({ show: solid(1, 1, 1) }) },
      { id: 'another', seconds: 9 },
    )
    t.shows = false
    await t.desk.run('solid(0, 0.2, 0.4).out()')
    t.shows = true
    t.play(2)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([0, 51, 102, 255])
  })

  it.each([
    [
      's1.initStream("friend")',
      'The picture of another performer is not to be had here. s1 stays empty; show the window that it plays in with initScreen().',
    ],
    [
      's2.init({ src: new P5().canvas })',
      'What init({ src }) was given cannot be drawn. s2 stays empty; give it a canvas, a film or a picture of the page.',
    ],
    [
      's3.init()',
      'What init({ src }) was given cannot be drawn. s3 stays empty; give it a canvas, a film or a picture of the page.',
    ],
  ])('goes on without what %s cannot have, and says so', async (code, text) => {
    t.log.notices.splice(0)
    await t.desk.run(`${code}; solid(0, 1).out()`)
    t.play(2)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([0, 255, 0, 255])
    expect(t.log.notices.map((notice) => notice.text)).toContain(text)
  })

  it('shows what update drew on a canvas in the same frame', async () => {
    await t.desk.run(`
      pen = s0.initCanvas(2, 2)
      count = 0
      update = () => { pen.fillStyle = ['#030', '#060', '#090', '#0c0'][count++]; pen.fillRect(0, 0, 2, 2) }
      src(s0).out()`)
    const seen: number[] = []
    for (let i = 0; i < 4; i++) {
      t.play(1)
      seen.push(at(await t.read(), SIZE.width, 12, 8)[1] ?? 0)
    }
    expect(seen).toEqual([51, 102, 153, 204])
    await t.desk.run('hush()')
  })

  it('goes on where functions of the sketch fail, and says so once', async () => {
    t.log.notices.splice(0)
    await t.desk.run(`
      update = () => nope()
      afterUpdate = () => nope.there
      every(0.5, 'second', () => { throw new Error('no') })
      solid(0, 1).out()`)
    t.play(4, 0.6)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([0, 255, 0, 255])
    expect(t.log.notices.map(({ text }) => text)).toEqual([
      'A function of every() or at() failed: no. It is not called again.',
      'update failed: nope is not defined. It does not run again until it is set anew.',
      'afterUpdate failed: nope is not defined. It does not run again until it is set anew.',
    ])
  })

  it('says what is wrong with shader code, and plays on', async () => {
    await t.desk.run('solid(0, 1).out()')
    t.play(1)
    const wrong = t.desk.run(`${SOURCE('a6', 'return vec4(PI, 0.0, 0.0, 1.0);')}; a6().out()`)
    await expect(wrong).rejects.toThrow(
      backend === 'webgpu'
        ? "A function in GLSL was to play on WebGPU, with which this stage draws: a6() cannot be brought there: 'PI' is not known here. Write that part in another way, give a wgsl or tsl body, or open the page with ?backend=wasm."
        : "The shader cannot be compiled: 'PI' : undeclared identifier.",
    )
    const chain = t.desk.run(`${SOURCE('a7', 'return texture2D(tex, _st);', TEXTURE)}; a7(osc()).out()`)
    await expect(chain).rejects.toThrow("takes a texture for 'tex': it was given a chain or a number")
    t.play(1)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([0, 255, 0, 255])
  })
})
