// What GLSL of sketches finds around it; a browser draws it in test/contracts.
import { texture, uv, vec2 } from 'three/tsl'
import { Texture } from 'three/webgpu'
import { describe, expect, it } from 'vitest'
import { glslBody, glslHelpers, glslLibrary, rawTextures } from './written-glsl'

describe('a body', () => {
  it('stands in a block of its own, in the newer words', () => {
    expect(glslBody('vec4 c = texture2D (tex, _st);\nreturn c;')).toBe('{\nvec4 c = texture(tex, _st);\nreturn c;\n}')
  })

  it('has uv where it asks for it, and only as a word', () => {
    expect(glslBody('return vec4(uv, 0.0, 1.0);')).toBe(
      'vec2 uv = gl_FragCoord.xy / resolution;\n{\nreturn vec4(uv, 0.0, 1.0);\n}',
    )
    expect(glslBody('float uvw = 1.0;')).not.toContain('gl_FragCoord')
  })
})

describe('helpers', () => {
  const names = (body: string): (string | undefined)[] =>
    glslLibrary(body).flatMap((text) => Array.from(text.matchAll(/^\w+ (\w+)\(/gm), ([, name]) => name))

  it.each([
    ['return _c0;', []],
    ['float my_noise = 1.0;', []],
    ['return vec4(_luminance(_c0.rgb));', ['_luminance']],
    ['_hsvToRgb(_rgbToHsv(_c0.rgb))', ['_rgbToHsv', '_hsvToRgb']],
    ['_noise (vec3(_st, time))', ['_permuted', '_noise']],
  ])('%s calls %j', (body, called) => {
    expect(names(body)).toEqual(called)
  })

  it('are one node each, however many bodies call them', () => {
    expect(glslHelpers('_luminance(a)')).toEqual(glslHelpers('b = _luminance(c)'))
    expect(glslHelpers('_luminance(a)')[0]).toBe(glslHelpers('_luminance(c) + _noise(d)')[0])
    expect(glslHelpers('_noise(d)').map(({ code }) => code)).toEqual(glslLibrary('_noise(d)'))
  })
})

it('textures are handed over as they are, everything else as a value', () => {
  const given = { tex: texture(new Texture(), uv()), k: vec2(1) }
  const raw = rawTextures(given)
  expect(raw['k']).toBe(given.k)
  expect(raw['tex']).not.toBe(given.tex)
  expect(Reflect.get(Object(raw['tex']), 'nodeType')).toBe('sampler2D')
})
