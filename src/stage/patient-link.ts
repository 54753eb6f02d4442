// Where a browser does not say when a program is linked, asking for it holds up the page until the graphics have come to it. Software graphics
// are such: here three.js is told when nothing is left to wait for, and asks then.
/** As KHR_parallel_shader_compile has it. */
const COMPLETION_STATUS_KHR = 0x91b1

/** From now on programs that are compiled ahead are linked without holding up the page. Nothing is changed where the browser can do that. */
export function linkPatiently(gl: WebGL2RenderingContext, backend: object): void {
  if (gl.getExtension('KHR_parallel_shader_compile')) return
  Reflect.set(backend, 'parallel', { COMPLETION_STATUS_KHR })
  const fences = new WeakMap<WebGLProgram, WebGLSync>()
  const linked = (program: WebGLProgram): boolean => {
    const fence = fences.get(program)
    if (!fence) {
      const made = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
      // A lost context makes none, and has nothing to wait for.
      if (!made) return true
      fences.set(program, made)
      gl.flush()
      return false
    }
    if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED && !gl.isContextLost()) return false
    gl.deleteSync(fence)
    fences.delete(program)
    return true
  }
  const ask = gl.getProgramParameter.bind(gl)
  gl.getProgramParameter = (program: WebGLProgram, name: GLenum): unknown =>
    name === COMPLETION_STATUS_KHR ? linked(program) : (ask(program, name) as unknown)
}
