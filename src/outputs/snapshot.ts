// The stage as pixels: the one place in Impasto that reads back from the GPU.
import { ImpastoError } from '../core/errors'
import type { Pixels } from '../core/units'

/** What a snapshot is taken of; the stage is one. */
export interface SnapshotSource {
  readonly width: Pixels
  readonly height: Pixels
  capture(size: { readonly width: Pixels; readonly height: Pixels }): {
    readonly width: Pixels
    readonly height: Pixels
    readonly bottomUp: boolean
    read(): Promise<Uint8Array>
    dispose(): void
  }
}

const LARGEST: Pixels = 8192

/**
 * What is on stage now, RGBA, 8 bit, row 0 on top.
 * @param size of the picture; one side alone keeps the stage's shape. @defaultValue the stage's
 * @throws {ImpastoError} when a side is not 1 to 8192 pixels
 */
export async function takeSnapshot(
  source: SnapshotSource,
  size: { width?: Pixels; height?: Pixels } = {},
): Promise<ImageData> {
  const shape = source.width / source.height
  const width = Math.round(size.width ?? (size.height === undefined ? source.width : size.height * shape))
  const height = Math.round(size.height ?? width / shape)
  if (!(width >= 1 && height >= 1 && width <= LARGEST && height <= LARGEST)) {
    throw new ImpastoError({
      asked: `A snapshot of ${width}×${height} was asked for`,
      found: `a side has 1 to ${LARGEST} pixels`,
      remedy: 'Ask for a size in that range, e.g. { width: 1920 }.',
    })
  }
  const capture = source.capture({ width, height })
  try {
    const bytes = await capture.read()
    const pixels = new ImageData(width, height)
    if (capture.bottomUp) {
      const row = width * 4
      for (let y = 0; y < height; y++)
        pixels.data.set(bytes.subarray((height - 1 - y) * row, (height - y) * row), y * row)
    } else {
      pixels.data.set(bytes)
    }
    return pixels
  } finally {
    capture.dispose()
  }
}
