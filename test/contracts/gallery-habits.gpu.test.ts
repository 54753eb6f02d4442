// What pieces of public galleries count on besides the functions: chains kept in names, shader code of their own, values that are no numbers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at } from '../../src/stage/test-stage'
import { dialectStand, SIZE, type DialectStand } from './dialect.stand'

const SOURCE = (name: string, glsl: string, inputs = '[]'): string =>
  `setFunction({ name: '${name}', type: 'src', inputs: ${inputs}, glsl: \`${glsl}\` })`
const TEXTURE = "[{ name: 'tex', type: 'sampler2D' }, { name: 'k', type: 'float', default: 1 }]"

describe('live code with webgl2', () => {
  let t: DialectStand
  beforeAll(async () => {
    t = await dialectStand('webgl2')
  })
  afterAll(() => t.end())

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
      'goes on where a script cannot be had',
      "await loadScript('https://example.invalid/x.js'); solid(0.2).out()",
      [51, 0, 0],
    ],
  ])('%s', async (_, code, colour) => {
    await t.desk.run(`hush()\n${code}`)
    t.play(3)
    const seen = at(await t.read(), SIZE.width, 12, 8)
    expect(colour.map((value, i) => Math.abs(value - (seen[i] ?? -1)) <= 1)).toEqual([true, true, true])
  })

  it('says what is wrong with shader code, and plays on', async () => {
    await t.desk.run('solid(0, 1).out()')
    t.play(1)
    const wrong = t.desk.run(`${SOURCE('a6', 'return vec4(PI, 0.0, 0.0, 1.0);')}; a6().out()`)
    await expect(wrong).rejects.toThrow("The shader cannot be compiled: 'PI' : undeclared identifier.")
    const chain = t.desk.run(`${SOURCE('a7', 'return texture2D(tex, _st);', TEXTURE)}; a7(osc()).out()`)
    await expect(chain).rejects.toThrow("takes a texture for 'tex': it was given a chain or a number")
    t.play(1)
    expect(at(await t.read(), SIZE.width, 12, 8)).toEqual([0, 255, 0, 255])
  })
})
