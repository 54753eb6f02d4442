// A three.js scene as a beginning of chains. What it has on the device is let go with the last chain that shows it; shown again, it is made anew.
import { Texture, type Camera, type Material, type Object3D, type Scene } from 'three/webgpu'
import { LiveTexture } from './live-texture'

let count = 0

export class LiveScene extends LiveTexture {
  readonly key = `scene ${++count}`
  private users = 0

  constructor(
    readonly scene: Scene,
    readonly camera: Camera,
  ) {
    super()
  }

  /** A chain on stage shows it. Returns the end of that. */
  use(): () => void {
    this.users++
    return () => {
      if (--this.users === 0) this.scene.traverse(release)
    }
  }
}

function release(object: Object3D): void {
  const { geometry, material, dispose } = object as Partial<Record<'geometry' | 'material' | 'dispose', unknown>>
  call(geometry)
  for (const each of Array.isArray(material) ? (material as unknown[]) : [material]) {
    for (const value of Object.values((each ?? {}) as Material)) {
      // A target belongs to whoever draws it.
      if (value instanceof Texture && !value.isRenderTargetTexture) value.dispose()
    }
    call(each)
  }
  // Lights have shadows, and crowds of one shape their places.
  if (dispose !== undefined) call(object)
}

function call(thing: unknown): void {
  const dispose: unknown = typeof thing === 'object' && thing !== null ? Reflect.get(thing, 'dispose') : undefined
  if (typeof dispose === 'function') Reflect.apply(dispose, thing, [])
}
