// External sources on one stage: the newest frame of each, brought to the device where there is one, as a texture that chains read.
import type { Disposable } from '../core/scope'
import { PictureImporter } from '../gpu/picture-import'
import { PictureTexture, type SlotManner } from '../stage/video-texture'
import { samplerOf } from '../stage/passes'
import type { Sampler } from '../stage/sampler'
import { vec2 } from 'three/tsl'
import type { LiveSource } from './live-source'

interface Slot {
  readonly source: LiveSource
  readonly picture: PictureTexture
  importer: PictureImporter | null
}

export class SourceSlots implements Disposable {
  private readonly slots: Slot[] = []

  constructor(
    private readonly device: GPUDevice | null,
    private readonly warn: (text: string) => void,
  ) {}

  sampler(source: LiveSource): Sampler {
    const slot = this.slots.find((known) => known.source === source) ?? this.open(source)
    return samplerOf(slot.picture.node, vec2(1))
  }

  /** Once a frame: takes the newest picture of each that a chain has asked for. */
  update(): void {
    for (const { source, picture, importer } of this.slots) {
      picture.read(mannerOf(source))
      const newest = source.newest()
      picture.set(newest && importer ? importer.import(newest) : newest)
    }
  }

  dispose(): void {
    for (const { picture, importer } of this.slots) {
      picture.dispose()
      importer?.dispose()
    }
    this.slots.length = 0
  }

  private open(source: LiveSource): Slot {
    const slot = {
      source,
      picture: new PictureTexture(`stage/live ${source.key}`, mannerOf(source)),
      importer: this.device ? new PictureImporter(this.device, { maxSide: 4096, warn: this.warn }) : null,
    }
    this.slots.push(slot)
    return slot
  }
}

const NEAREST: SlotManner = { filter: 'nearest', edge: 'clamp', alpha: 0 }
const LINEAR: SlotManner = { filter: 'linear', edge: 'clamp', alpha: 0 }

function mannerOf({ filter }: LiveSource): SlotManner {
  return filter === 'linear' ? LINEAR : NEAREST
}
