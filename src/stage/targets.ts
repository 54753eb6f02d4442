// Render targets as the stage wants them: no mipmaps, mirrored at the edges, and half floats so that nothing bands.
import {
  HalfFloatType,
  LinearFilter,
  MirroredRepeatWrapping,
  NearestFilter,
  RenderTarget,
  RGBAFormat,
  UnsignedByteType,
} from 'three/webgpu'
import type { Pixels } from '../core/units'

export interface TargetOptions {
  /** '8bit' clamps to 0..1 when written; 'half' keeps light above 1 and hides banding. @defaultValue 'half' */
  depth?: '8bit' | 'half'
  /** How it is read between texels. @defaultValue 'linear' */
  filter?: 'linear' | 'nearest'
  /** A depth buffer for solid geometry; 'smooth' has four samples a pixel. @defaultValue 'no' */
  solid?: 'no' | 'plain' | 'smooth'
}

export function makeTarget(label: string, width: Pixels, height: Pixels, options: TargetOptions = {}): RenderTarget {
  const { depth = 'half', filter = 'linear', solid = 'no' } = options
  const scaling = filter === 'linear' ? LinearFilter : NearestFilter
  const target = new RenderTarget(width, height, {
    format: RGBAFormat,
    type: depth === 'half' ? HalfFloatType : UnsignedByteType,
    minFilter: scaling,
    magFilter: scaling,
    wrapS: MirroredRepeatWrapping,
    wrapT: MirroredRepeatWrapping,
    generateMipmaps: false,
    depthBuffer: solid !== 'no',
    samples: solid === 'smooth' ? 4 : 0,
  })
  target.texture.name = `${label}/colour`
  return target
}
