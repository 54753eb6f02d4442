// voronoi in a shader of its own, straight from its description: its hash answers to the last bits of a sine, which only the same machine has.

interface Cells {
  readonly time: number
  readonly scale: number
  readonly speed: number
  readonly blending: number
}

const VERTEX = `#version 300 es
in vec2 corner; void main() { gl_Position = vec4(corner, 0.0, 1.0); }`

const FRAGMENT = `#version 300 es
precision highp float;
uniform vec2 size; uniform float time, scale, speed, blending; out vec4 colour;
vec2 h(vec2 p) { return fract(43758.5453 * sin(vec2(dot(p, vec2(127.1, 311.7)), dot(p, vec2(269.5, 183.3))))); }
void main() {
  vec2 st = vec2(gl_FragCoord.x, size.y - gl_FragCoord.y) / size * scale;
  vec2 m; float D = 10.0;
  for (int y = -1; y <= 1; y++) for (int x = -1; x <= 1; x++) {
    vec2 cell = floor(st) + vec2(x, y);
    vec2 point = 0.5 + 0.5 * sin(time * speed + 6.2831 * h(cell));
    float d = length(point + vec2(x, y) - fract(st));
    if (d < D) { D = d; m = point; }
  }
  colour = vec4(vec3(dot(m, vec2(0.3, 0.6)) * (1.0 - blending * D)), 1.0);
}`

export function cells(size: { readonly width: number; readonly height: number }, values: Cells): Uint8Array {
  const canvas = Object.assign(document.createElement('canvas'), size)
  const gl = canvas.getContext('webgl2')
  const program = gl?.createProgram()
  if (!gl || !program) throw new Error('There is no WebGL 2.')
  for (const [type, text] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type)
    if (!shader) throw new Error('The WebGL context is gone.')
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  gl.useProgram(program)
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW)
  const corner = gl.getAttribLocation(program, 'corner')
  gl.enableVertexAttribArray(corner)
  gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0)
  gl.uniform2f(gl.getUniformLocation(program, 'size'), size.width, size.height)
  for (const [name, value] of Object.entries(values)) gl.uniform1f(gl.getUniformLocation(program, name), value)
  gl.drawArrays(gl.TRIANGLES, 0, 3)
  const rising = new Uint8Array(size.width * size.height * 4)
  gl.readPixels(0, 0, size.width, size.height, gl.RGBA, gl.UNSIGNED_BYTE, rising)
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  const row = size.width * 4
  const upright = new Uint8Array(rising.length)
  for (let y = 0; y < size.height; y++)
    upright.set(rising.subarray(y * row, y * row + row), (size.height - 1 - y) * row)
  return upright
}
