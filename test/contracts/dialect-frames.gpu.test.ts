// The live dialect over time: what outputs see of one another, arrays and functions as arguments, changing code, and code that goes wrong.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { audio, defineSketch, prev, scene, solid, three } from '../../src/engine'
import { at } from '../../src/stage/test-stage'
import { dialectStand, differing, picture, reader, SIZE, worldOf, type DialectStand } from './dialect.stand'

describe.each(['webgpu', 'webgl2'] as const)('live code with %s', (backend) => {
  let t: DialectStand
  beforeAll(async () => {
    t = await dialectStand(backend)
  })
  afterAll(() => t.end())
  beforeEach(async () => {
    await t.desk.run('speed = 1; bpm = 30; fps = 0; hush()')
    t.play(1)
  })

  const pixel = async (x = 12, y = 8): Promise<number[]> => at(await t.read(), SIZE.width, x, y)
  const grey = async (): Promise<number> => (await pixel())[0] ?? -1

  it('feeds an output back for 60 frames', async () => {
    await t.desk.run('prev().scrollX(1/24).scrollY(1/16).color(0.97, 0.9, 0.95).add(osc(6, 0.3, 1), 0.2).out()')
    const link = t.desk.session.playing.get(t.desk.session.output(0))?.link
    if (!link) throw new Error('Nothing plays.')
    let before: Uint8Array = new Uint8Array(SIZE.width * SIZE.height * 4)
    for (let i = 0; i < 60; i++) {
      t.play(1)
      before = picture(link, { ...worldOf(t.desk, SIZE), previous: reader(before, SIZE) })
    }
    expect(differing(await t.read(), before)).toBeLessThanOrEqual(4)
  })

  // What only the last digits decide: which texel is meant between two, and what a compiler would have known.
  const turnedX = 0.5 + Math.cos(0.3) * (23.5 / 24 - 0.5) + Math.sin(0.3) * (15.5 / 16 - 0.5)
  it.each([
    ['n = 0; update = () => n++; gradient().blend(src(o0).repeat(1, 2), () => n - 1).out()', 2, [12, 0], [133, 24, 0]],
    ['gradient().out(o1); solid().add(o1).scale(1, 1, 0.5).out()', 3, [12, 0], [133, 151, 0]],
    ['osc(0, 0.1, 1).out()', 1, [3, 3], [128, 128, 128]],
    [`gradient().rotate(0.3).r(1e4, ${0.5 - 1e4 * turnedX}).out()`, 1, [23, 15], [128, 128, 128]],
  ] as const)('is right to the last digit in %s', async (code, frames, [x, y], colour) => {
    await t.desk.run(code)
    t.play(frames)
    const seen = await pixel(x, y)
    expect(colour.map((value, i) => Math.round((value - (seen[i] ?? -1)) / 8))).toEqual([0, 0, 0])
  })

  it.each([
    // What `update` shows is there in the same frame, where only numbers are others.
    ['update = () => solid(time / 2).out(); solid(0).out(); time = 0', [13, 0, 0]],
  ] as const)('shows what is meant by %s', async (code, colour) => {
    await t.desk.run(code)
    t.play(1, 0.1)
    expect((await pixel()).slice(0, 3)).toEqual(colour)
  })

  it('puts back what played lately with nothing compiled', async () => {
    const made = [
      vi.spyOn(WebGL2RenderingContext.prototype, 'linkProgram'),
      vi.spyOn(GPUDevice.prototype, 'createShaderModule'),
    ]
    const compiled = (): number => made.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
    await t.desk.run('solid(0.2, 0.3, 0.4).posterize(8).hue(0.1).r().out()')
    expect(compiled()).toBeGreaterThan(0)
    const before = compiled()
    await t.desk.run('hush()')
    t.play(1)
    await t.desk.run('solid(1, 0, 0).posterize(2, 1).hue(0).r(0.6).out()')
    t.play(1)
    expect(await grey()).toBe(153)
    expect(compiled()).toBe(before)
    vi.restoreAllMocks()
  })

  it('takes a chain for a number of an effect: what it counts at each place', async () => {
    const shown = async (exposure: string): Promise<number> => {
      await t.desk.run(`solid(0.2, 0.2, 0.2).grade(${exposure}).out()`)
      t.play(3)
      return grey()
    }
    // The pixel lies half a pixel right of the middle.
    const constant = await shown(`{ exposure: ${(2 * 12.5) / 24} }`)
    expect(constant).toBeGreaterThan(60)
    for (const given of ['{ exposure: gradient().color(2, 0, 0, 0) }', 'gradient().color(2, 0, 0, 0)']) {
      expect(Math.abs((await shown(given)) - constant)).toBeLessThanOrEqual(2)
    }
  })

  it('keeps what is fed back when the stage takes another size', async () => {
    await t.desk.run('n = 0; update = () => n++; prev().add(solid(() => (n === 1 ? 1 : 0))).out()')
    t.play(4)
    expect(await grey()).toBe(255)
    t.stage.resize(48, 32)
    t.play(2)
    expect(at(await t.read(), 48, 40, 30)[0]).toBe(255)
    t.stage.resize(SIZE.width, SIZE.height)
    t.play(2)
    expect(await grey()).toBe(255)
  })

  it('shows an output its own last frame and that of lower ones, and of higher ones the frame before that', async () => {
    await t.desk.run(`
      n = 0
      update = () => n++
      solid(() => n / 100).out(o1)
      src(o1).out(o0)
      src(o1).out(o2)
    `)
    t.play(10)
    expect(await grey()).toBe(Math.round(2.55 * 8))
    await t.desk.run('render(o2)')
    t.play(1)
    expect(await grey()).toBe(Math.round(2.55 * 10))
    await t.desk.run('render(o1)')
    t.play(1)
    expect(await grey()).toBe(Math.round(2.55 * 12))
  })

  it('shows all four in a grid', async () => {
    await t.desk.run('solid(1).out(o0); solid(0,1).out(o1); solid(0,0,1).out(o2); solid(1,1).out(o3); render()')
    t.play(1)
    const corners = [await pixel(3, 3), await pixel(3, 12), await pixel(20, 3), await pixel(20, 12)]
    expect(corners.map((c) => c.slice(0, 3))).toEqual([
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 0],
    ])
  })

  it('is frozen as it was shown last, though its outputs go on, and goes on from there', async () => {
    const freeze = (value: boolean): unknown => t.show.send({ target: 'stage/freeze', value, origin: 'keyboard' })
    await t.desk.run('n = 0; update = () => n++; solid(() => n / 100).out()')
    t.play(5)
    freeze(true)
    t.play(3)
    expect(await grey()).toBe(Math.round(2.55 * 5))
    t.stage.resize(48, 32)
    t.play(2)
    expect(at(await t.read(), 48, 40, 30)[0]).toBe(Math.round(2.55 * 5))
    freeze(false)
    t.stage.resize(SIZE.width, SIZE.height)
    t.play(1)
    expect(await grey()).toBe(Math.round(2.55 * 11))
  })

  it('steps and glides through arrays, with the beat', async () => {
    await t.desk.run('time = 0; bpm = 60; solid([0.2, 0.4, 0.8].fast(2), [0, 1].smooth(), [1, 3, 2].fit(0, 1)).out()')
    t.play(1, 0.75)
    expect(await pixel()).toEqual([102, 64, 0, 255])
    t.play(1, 0.75)
    expect(await pixel()).toEqual([51, 255, 255, 255])
  })

  it('calls functions once a frame with what they may want', async () => {
    await t.desk.run(
      'time = 0; speed = 2; solid(({ time }) => time / 4, ({ width }) => width / 48, () => mouse.x * 0 + bpm / 60).out()',
    )
    t.play(1, 0.5)
    expect(await pixel()).toEqual([64, 128, 128, 255])
  })

  it.each([
    ['solid(NaN, undefined, null)', [0, 0, 0, 255], 'solid(r) was given NaN where a number is needed. 0 stands in.'],
    [
      'solid(() => { throw new Error("no") }, 1)',
      [0, 255, 0, 255],
      'The function for solid(r) failed: no. 0 stands in.',
    ],
    [
      'solid(() => "x", 0, 1)',
      [0, 0, 255, 255],
      "solid(r) was given the text 'x' where a number is needed. 0 stands in.",
    ],
    ['solid(1e30, -1e30, 0.2)', [255, 0, 51, 255], null],
    ['solid(solid(0.1, 0.2, 0.1, 0))', [102, 0, 0, 255], null],
    ['solid(0.5).add(0.25)', [191, 64, 64, 255], null],
  ] as const)('takes %s', async (code, colour, text) => {
    await t.desk.run(`${code}.out()`)
    t.play(3)
    expect(await pixel()).toEqual(colour)
    expect(t.log.notices.filter((notice) => notice.text === text)).toHaveLength(text === null ? 0 : 1)
  })

  it('caps its rate, and calls update with milliseconds', async () => {
    await t.desk.run('fps = 10; calls = []; update = (dt) => calls.push(dt); solid(() => calls.length / 10).out()')
    t.play(6, 0.05)
    expect(Math.abs((await grey()) - 25.5 * 3)).toBeLessThan(1)
    await t.desk.run('solid(() => calls[1] / 200).out()')
    t.play(2, 0.05)
    expect(await grey()).toBe(128)
  })

  it('reads a canvas of its own, transparent until it is there', async () => {
    await t.desk.run('solid(0, 1).layer(src(s1)).out()')
    t.play(1)
    expect(await pixel()).toEqual([0, 255, 0, 255])
    await t.desk.run(`
      c = document.createElement('canvas'); c.width = 2; c.height = 2
      p = c.getContext('2d'); p.fillStyle = '#f00'; p.fillRect(0, 0, 2, 2); p.fillStyle = '#00f'; p.fillRect(0, 0, 1, 1)
      s1.init({ src: c }); src(s1).out()`)
    t.play(3)
    expect([await pixel(2, 2), await pixel(20, 2), await pixel(2, 12)].map((c) => c.slice(0, 3))).toEqual([
      [0, 0, 255],
      [255, 0, 0],
      [255, 0, 0],
    ])
  })

  it('changes numbers without a new shader, and keeps nothing of 200 evaluations', async () => {
    await t.desk.run('osc(10).rotate(1).out(); noise(3).out(o1)')
    t.play(2)
    for (let i = 0; i < 6; i++) {
      await t.desk.run(i % 2 === 0 ? 'osc(10).kaleid(3).out()' : 'osc(10).rotate(1).out()')
      t.play(1)
    }
    const before = t.count && { textures: t.count.textures, buffers: t.count.buffers }
    const made = t.count?.made ?? 0
    for (let i = 0; i < 180; i++) await t.desk.run(`osc(${i}).rotate(${i} / 100).out()`)
    expect(t.count?.made ?? 0).toBe(made)
    for (let i = 0; i < 20; i++) {
      await t.desk.run(i % 2 === 0 ? 'osc(10).kaleid(3).out()' : 'osc(10).rotate(1).out()')
      t.play(1)
    }
    expect(t.count && { textures: t.count.textures, buffers: t.count.buffers }).toEqual(before)
  })

  it('lets go what 50 evaluations made for scenes', async () => {
    await t.desk.run('gone = 0')
    const count = (): object | null => t.count && { textures: t.count.textures, buffers: t.count.buffers }
    let before: object | null = null
    for (let turn = 1; turn <= 50; turn++) {
      await t.desk.run(`
        world = new three.Scene()
        box = new three.Mesh(new three.BoxGeometry(), new three.MeshBasicMaterial({ color: 0x00ff00 }))
        box.geometry.addEventListener('dispose', () => gone++)
        world.add(box)
        eye = new three.PerspectiveCamera(50, 1, 0.1, 10)
        eye.position.z = 2
        scene(world, eye).out()`)
      t.play(1)
      if (turn === 5) before = count()
    }
    expect(count()).toEqual(before)
    expect((await pixel())[1]).toBe(255)
    await t.desk.run('solid(() => gone / 100).out()')
    t.play(1)
    expect(await grey()).toBe(128)
  })

  it('fades, schedules, adds functions, asks for knobs, and draws text, scenes and effects', async () => {
    await t.desk.run('bpm = 60; solid(1).out()')
    t.play(1)
    await t.desk.run('fade(1); solid(0, 1).color(1, 1, 1).out()')
    t.play(1, 0.5)
    expect((await pixel()).slice(0, 2).map((v) => Math.round(v / 16))).toEqual([8, 8])
    t.play(1, 0.5)
    expect(await pixel()).toEqual([0, 255, 0, 255])
    await t.desk.run(
      "n = 0; every(2, 'beat', () => n++); at(1, () => (n += 5)); solid(() => n / 7, knob('Green', 0.2)).out()",
    )
    t.play(5, 1)
    expect((await pixel()).slice(0, 2)).toEqual([255, 51])
    t.show.send({ target: 'sketch/live/Green', value: 1, origin: 'panel' })
    await t.desk.run(`
      setFunction({ name: 'half', type: 'color', inputs: [{ name: 'amount', default: 0.5 }], tsl: ({ _c0, amount }) => _c0.mul(amount) })
      setFunction({ name: 'flat', type: 'src', wgsl: 'return vec4f(_st, 0.25, 1);', glsl: 'return vec4(_st, 0.25, 1.0);' })
      flat().half().out()`)
    t.play(1)
    expect(Math.abs(((await pixel())[2] ?? 0) - 32)).toBeLessThanOrEqual(1)
    await t.desk.run(
      "text('■').add(solid(0, 0, audio.bass.plus(0.2))).edges(0.2).glow().lut(gradient()).feedback().displace(osc(3)).bloom().warp().out()",
    )
    t.play(2)
    expect(Math.max(...(await t.read()))).toBeGreaterThan(60)
    await t.desk.run(`
      stage3 = new three.Scene()
      stage3.background = new three.Color(0, 1, 0)
      scene(stage3, new three.PerspectiveCamera()).out()`)
    t.play(1)
    expect(await pixel()).toEqual([0, 255, 0, 255])
  })

  it.each([
    ['osc().kaleidd(3).out()', 'osc(...).kaleidd is not a function', 'Did you mean .kaleid()?', 7],
    ['ocs().out()', 'ocs is not defined', 'Did you mean osc?', 1],
    [
      'osc().add().out()',
      '.add() takes a picture: a chain, an output or a source: it was given nothing. Write for example .add(noise(3)).',
      null,
      7,
    ],
    ['x = 1;\nwhile (true) {}', 'the loop or function at line 2 did not come to an end', null, 1],
    [
      'f = () => f() + f(); f()',
      /the loop or function at line 1 did not come to an end|Maximum call stack/,
      null,
      null,
    ],
  ])('refuses %s, and plays on', async (code, message, hint, column) => {
    await t.desk.run('solid(1, 0.2).out()')
    t.play(1)
    const answer = await t.desk.evaluate(code)
    const [error] = answer.ok ? [] : answer.errors
    expect(error?.message).toMatch(message)
    expect(error).toMatchObject({ ...(hint && { hint }), ...(column && { column }) })
    t.play(1)
    expect(await pixel()).toEqual([255, 51, 0, 255])
  })

  it('speaks the same words in a sketch, where a chain is a texture and a scene a chain', async () => {
    const sketch = defineSketch({
      title: 'Both',
      about: '',
      setup({ chain }) {
        const wall = new three.Scene()
        const map = chain(solid(0, 0.5).add(prev(), 0)).texture
        wall.add(new three.Mesh(new three.PlaneGeometry(2, 2), new three.MeshBasicMaterial({ map })))
        const camera = new three.OrthographicCamera(-1, 1, 1, -1, -1, 1)
        return {
          show: scene(wall, camera)
            .add(solid(0, 0, audio.bass.plus(0.2)), 1)
            .rotate(Math.PI),
        }
      },
    })
    await t.stage.load(sketch, { id: 'both', seconds: 0 })
    t.play(3)
    const [red = 0, green = 0, blue = 0] = await pixel()
    expect([red, Math.abs(green - 128) < 3, Math.abs(blue - 51) < 3]).toEqual([0, true, true])
    await t.desk.run('solid(1).out()')
    t.play(1)
    expect(await pixel()).toEqual([255, 0, 0, 255])
  })
})
