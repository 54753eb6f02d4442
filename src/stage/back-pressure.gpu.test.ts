// Ticks that come while slow graphics still draw are told apart from ticks that may draw.
import { expect, it } from 'vitest'
import { BackPressure } from './back-pressure'
import { makeRenderer } from './renderer'

it('is busy while a slow frame is drawn, and no longer', async () => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1024
  const renderer = await makeRenderer(canvas, null)
  const gl = canvas.getContext('webgl2')
  const pressure = BackPressure.of(renderer)
  if (!gl || !pressure) throw new Error('There is no WebGL 2 here.')
  const now = (): number => performance.now() / 1000
  expect(pressure.busy(now())).toBe(false)
  drawSlowly(gl)
  pressure.drawn(now())
  let busy = 0
  const until = now() + 30
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  do {
    await frame()
    if (pressure.busy(now())) busy++
    // The first ticks of the first slow frame may draw: it is not known yet how slow it is.
  } while (now() < until && (busy === 0 || pressure.busy(now())))
  expect(busy).toBeGreaterThan(0)
  expect(now()).toBeLessThan(until)
  await renderer.dispose()
})

it('is not there on WebGPU, and gives up on a frame that never ends', async () => {
  const renderer = await makeRenderer(document.createElement('canvas'), null)
  const pressure = BackPressure.of(renderer)
  pressure?.drawn(0)
  expect(pressure?.busy(100)).toBe(false)
  await renderer.dispose()
})

/** A frame of some hundred milliseconds on a processor. */
function drawSlowly(gl: WebGL2RenderingContext): void {
  const program = gl.createProgram()
  const add = (type: GLenum, text: string): void => {
    const shader = gl.createShader(type)
    if (!shader) throw new Error('No shader was given.')
    gl.shaderSource(shader, `#version 300 es\n${text}`)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  add(gl.VERTEX_SHADER, 'void main() { gl_Position = vec4(vec2(gl_VertexID / 2, gl_VertexID % 2) * 4.0 - 1.0, 0, 1); }')
  add(
    gl.FRAGMENT_SHADER,
    `precision highp float; out vec4 colour;
    void main() {
      float x = gl_FragCoord.x;
      for (int i = 0; i < 600; i++) x = sin(x + gl_FragCoord.y);
      colour = vec4(x);
    }`,
  )
  gl.linkProgram(program)
  gl.useProgram(program)
  gl.bindFramebuffer(gl.FRAMEBUFFER, null)
  gl.viewport(0, 0, 1024, 1024)
  gl.drawArrays(gl.TRIANGLES, 0, 3)
}
