// The stage's own picture and its painting as chains begin with them, each fitted to the stage in one of three ways.
import type { Fit } from '../stage/picture-source'
import { LiveTexture } from './live-texture'

export class LivePicture extends LiveTexture {
  readonly key: string

  constructor(
    readonly of: 'picture' | 'painting',
    readonly how: Fit = 'cover',
  ) {
    super()
    this.key = `${of} ${how}`
  }
}
