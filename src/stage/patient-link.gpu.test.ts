// Waiting for a program without holding the page up, in a real context.
import { expect, it } from 'vitest'
import { linkPatiently } from './patient-link'

const COMPLETION_STATUS_KHR = 0x91b1

function contextWithout(known: null | object): WebGL2RenderingContext {
  const gl = document.createElement('canvas').getContext('webgl2')
  if (!gl) throw new Error('The browser has no WebGL 2.')
  return Object.assign(gl, { getExtension: () => known })
}

it('says that a program is linked only once the graphics have come to it', async () => {
  const gl = contextWithout(null)
  const backend = {}
  linkPatiently(gl, backend)
  expect(backend).toEqual({ parallel: { COMPLETION_STATUS_KHR } })
  const program = gl.createProgram()
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, 'void main() { gl_Position = vec4(1); }'],
    [gl.FRAGMENT_SHADER, 'void main() { gl_FragColor = vec4(1); }'],
  ] as const) {
    const shader = gl.createShader(kind)
    if (!shader) throw new Error('The context makes no shaders.')
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  expect(gl.getProgramParameter(program, COMPLETION_STATUS_KHR)).toBe(false)
  await expect.poll(() => gl.getProgramParameter(program, COMPLETION_STATUS_KHR) as unknown).toBe(true)
  expect(gl.getProgramParameter(program, gl.LINK_STATUS)).toBe(true)
})

it('changes nothing where the browser says it by itself', () => {
  const gl = contextWithout({})
  const backend = {}
  linkPatiently(gl, backend)
  expect(backend).toEqual({})
  expect(Object.hasOwn(gl, 'getProgramParameter')).toBe(false)
})
