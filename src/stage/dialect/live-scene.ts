// A three.js scene as a beginning of chains.
import type { Camera, Scene } from 'three/webgpu'
import { LiveTexture } from './live-texture'

let count = 0

export class LiveScene extends LiveTexture {
  readonly key = `scene ${++count}`

  constructor(
    readonly scene: Scene,
    readonly camera: Camera,
  ) {
    super()
  }
}
