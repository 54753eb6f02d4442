// A triangle that covers a render target, painted by one TSL node. `st` is (0, 0) at the top left in both backends.
import {
  NoBlending,
  NodeMaterial,
  NormalBlending,
  QuadMesh,
  type RenderTarget,
  type WebGPURenderer,
} from 'three/webgpu'
import { positionGeometry, uv, vec4 } from 'three/tsl'
import { compileFor } from './compile-queue'
import type { Sampler, Vec2Node, Vec4Node } from './sampler'

/** The coordinate that a full-screen pass draws at: 0..1, y downward. */
export const quadSt: Vec2Node = uv()

const corners = vec4(positionGeometry.xy, 0, 1)

export class FullscreenPass {
  private readonly material = new NodeMaterial()
  private readonly mesh: QuadMesh

  /**
   * @param label for the graphics debugger: 'stage/feedback/draw'
   * @param blend 'over': what is there shines through by alpha. @defaultValue 'replace'
   */
  constructor(
    label: string,
    colour: Vec4Node,
    private readonly blend: 'replace' | 'over' = 'replace',
  ) {
    this.material.name = label
    this.material.blending = blend === 'over' ? NormalBlending : NoBlending
    this.material.transparent = blend === 'over'
    this.material.depthTest = false
    this.material.depthWrite = false
    // Set for good, not for the length of a draw as QuadMesh.render does: the material's key must be the same when it is compiled ahead.
    this.material.vertexNode = corners
    this.material.fragmentNode = colour
    this.mesh = new QuadMesh(this.material)
    this.mesh.name = label
    this.mesh.frustumCulled = false
  }

  static of(label: string, sampler: Sampler): FullscreenPass {
    return new FullscreenPass(label, sampler(quadSt))
  }

  /** Draws over the whole of `target`, null being the canvas. */
  draw(renderer: WebGPURenderer, target: RenderTarget | null): void {
    renderer.setRenderTarget(target)
    renderer.autoClear = this.blend === 'replace'
    renderer.render(this.mesh, this.mesh.camera)
    renderer.autoClear = true
    renderer.setRenderTarget(null)
  }

  /** Makes the pipeline that `draw` will need, without drawing and without holding the page up. */
  compile(renderer: WebGPURenderer, target: RenderTarget | null): Promise<void> {
    return compileFor(renderer, target, this.mesh, this.mesh.camera)
  }

  dispose(): void {
    // The geometry is three's own and shared by all quads: it stays.
    this.material.dispose()
  }
}
