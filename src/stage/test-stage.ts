// For the tests of this room: a stage with everything real around it, driven by hand.
import { Log } from '../core/log'
import type { PixelPicture } from '../contracts/frame'
import { Show } from '../show/show'
import type { Pixels, Seconds } from '../core/units'
import { requestGpu } from '../gpu/device'
import { watchDevice, type GpuCount } from '../gpu/resource-counter'
import { Stage } from './stage'
import type { StageOptions } from './stage-options'

export interface TestStage {
  readonly stage: Stage
  readonly show: Show
  readonly log: Log
  readonly mount: HTMLElement
  readonly device: GPUDevice | null
  /** What lives on the device, counted from before the stage was made. */
  readonly count: GpuCount | null
  /** Renders `frames` frames, `dt` apart. */
  play(frames?: number, dt?: Seconds): void
  /** The stage's pixels at its own size. */
  read(): Promise<Uint8Array>
  /** Everything goes, the device too. */
  end(): Promise<void>
}

export async function testStage(
  backend: 'webgpu' | 'webgl2',
  size = { width: 32, height: 16 },
  more: Partial<StageOptions> = {},
): Promise<TestStage> {
  const gpu = backend === 'webgpu' ? await requestGpu() : null
  const count = gpu ? watchDevice(gpu.device) : null
  let time = 0
  let frame = 0
  const log = new Log(() => time)
  const show = new Show(() => time, log)
  const mount = document.createElement('div')
  Object.assign(mount.style, { position: 'relative', width: `${size.width}px`, height: `${size.height}px` })
  document.body.append(mount)
  const stage = await Stage.create({ mount, gpu, show, log, size, ...more })
  return {
    stage,
    show,
    log,
    mount,
    device: gpu?.device ?? null,
    count,
    play(frames = 1, dt = 1 / 60) {
      for (let i = 0; i < frames; i++) {
        time += dt
        stage.render({ time, dt, frame: frame++ })
      }
    },
    async read() {
      const capture = stage.capture({ width: stage.width, height: stage.height })
      const bytes = await capture.read()
      capture.dispose()
      if (!capture.bottomUp) return bytes
      const row = stage.width * 4
      const upright = new Uint8Array(bytes.length)
      for (let y = 0; y < stage.height; y++)
        upright.set(bytes.subarray((stage.height - 1 - y) * row, (stage.height - y) * row), y * row)
      return upright
    },
    async end() {
      await stage.dispose()
      mount.remove()
      gpu?.device.destroy()
    },
  }
}

/** A picture in memory, its pixels given by a function of place. */
export function pixels(
  width: Pixels,
  height: Pixels,
  colour: (x: number, y: number) => readonly [number, number, number],
  serial = 1,
): PixelPicture {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([...colour(x, y), 255], (y * width + x) * 4)
  }
  return { kind: 'pixels', data, width, height, capturedAt: 0, serial }
}

/** The colour at a pixel of what `read` gave. */
export function at(bytes: Uint8Array, width: Pixels, x: Pixels, y: Pixels): number[] {
  return [...bytes.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}
