// One compilation at a time: three.js keeps the state of a compileAsync in the renderer, and a second one would trample on it.
import type { Camera, Object3D, RenderTarget, WebGPURenderer } from 'three/webgpu'

const queues = new WeakMap<WebGPURenderer, Promise<void>>()

/** Makes the pipelines that drawing `scene` into `target` will need, without drawing and without holding the page up. */
export function compileFor(
  renderer: WebGPURenderer,
  target: RenderTarget | null,
  scene: Object3D,
  camera: Camera,
): Promise<void> {
  const before = queues.get(renderer) ?? Promise.resolve()
  const turn = before.then(() => {
    // compileAsync takes its state before its first await, so the target can be put back at once.
    renderer.setRenderTarget(target)
    const compiling = renderer.compileAsync(scene, camera)
    renderer.setRenderTarget(null)
    return compiling
  })
  // One that fails must not keep the next from its turn.
  const settled = turn.catch(() => undefined)
  queues.set(renderer, settled)
  return turn
}
