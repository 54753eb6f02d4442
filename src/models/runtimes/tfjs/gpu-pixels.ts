// Pixels to the GPU and back, for the start-up self-test only: nothing in a frame reads back.
import type { GpuPicture } from '../../../contracts/frame'
import type { Pixels } from '../../../core/units'

/** A texture of RGBA pixels that a painter can take; the caller destroys its texture. */
export function pixelsToGpu(
  device: GPUDevice,
  rgba: Uint8ClampedArray<ArrayBuffer>,
  width: Pixels,
  height: Pixels,
): GpuPicture {
  const texture = device.createTexture({
    label: 'models/self-test/picture',
    size: [width, height],
    format: 'rgba8unorm',
    usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST,
  })
  device.queue.writeTexture({ texture }, rgba, { bytesPerRow: width * 4 }, [width, height])
  return { kind: 'gpu', texture, width, height, capturedAt: 0, serial: 0 }
}

/** Reads a picture back as RGBA. */
export async function gpuToPixels(device: GPUDevice, picture: GpuPicture): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const { texture, width, height } = picture
  // Rows in a buffer begin at multiples of 256 bytes.
  const row = Math.ceil((width * 4) / 256) * 256
  const buffer = device.createBuffer({
    label: 'models/self-test/readback',
    size: row * height,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  })
  try {
    const encoder = device.createCommandEncoder({ label: 'models/self-test/readback' })
    encoder.copyTextureToBuffer({ texture }, { buffer, bytesPerRow: row }, [width, height])
    device.queue.submit([encoder.finish()])
    await buffer.mapAsync(GPUMapMode.READ)
    const mapped = new Uint8ClampedArray(buffer.getMappedRange())
    const rgba = new Uint8ClampedArray(width * height * 4)
    for (let y = 0; y < height; y++) rgba.set(mapped.subarray(y * row, y * row + width * 4), y * width * 4)
    return rgba
  } finally {
    buffer.destroy()
  }
}
