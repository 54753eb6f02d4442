// Keeps a stage lit whatever happens to the graphics device: loss is an event, the last picture stays, everything is made again.
import type { ImagePicture, Picture } from '../contracts/frame'
import type { Stats } from '../contracts/stats'
import { ImpastoError, messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import { adapterName, requestGpu, type Gpu } from '../gpu/device'
import { watchDevice, type GpuCount } from '../gpu/resource-counter'
import { PictureImporter } from '../gpu/picture-import'
import { Stage } from './stage'
import type { StageOptions } from './stage-options'
import type { HeldPicture } from './canvas'

export interface DeviceRecoveryOptions extends Omit<StageOptions, 'gpu' | 'held'> {
  log: Log
  now(): Seconds
  /** False draws with WebGL 2 from the start. */
  wantGpu: boolean
  /** True uses a software adapter all the same; otherwise WebGL 2 takes its place, which is faster there. */
  wantSoftware: boolean
  /** Called with every new stage, before it is lit: put the sketch on it, move the painter to its device. */
  onStage(stage: Stage, gpu: Gpu | null): Promise<void>
  onLost(stage: 'webgpu' | 'webgl2'): void
}

/** Chromium refuses WebGPU to a page for a while after its second loss, so the second goes to WebGL 2 at once. */
const PATIENCE = 2

export class DeviceRecovery {
  gpu: Gpu | null = null
  count: GpuCount | null = null
  private current: Stage | null = null
  /** One for each deck: each has one lasting texture. */
  private readonly importers = new Map<string, PictureImporter>()
  private losses = 0
  private over = false
  private rescue: Promise<void> | null = null
  /** Readbacks and objects of devices that are gone, so that the figures never run backwards. */
  private earlier = { made: 0, readbacks: 0 }

  constructor(private readonly options: DeviceRecoveryOptions) {}

  /** Null only before `start` and while a lost device is being replaced. */
  get stage(): Stage | null {
    return this.current
  }

  get adapter(): string {
    return this.gpu ? adapterName(this.gpu) : 'WebGL 2'
  }

  get made(): number {
    return this.earlier.made + (this.count?.made ?? 0)
  }

  get readbacks(): number {
    return this.earlier.readbacks + (this.count?.readbacks ?? 0)
  }

  /** As `impasto.stats()` tells them. */
  get figures(): Pick<
    Stats,
    'stage' | 'stageScale' | 'adapter' | 'readbacks' | 'gpuBuffers' | 'gpuTextures' | 'gpuBytes' | 'gpuMade'
  > {
    const { buffers: gpuBuffers = 0, textures: gpuTextures = 0, bytes: gpuBytes = 0 } = this.count ?? {}
    const { adapter, readbacks, made: gpuMade } = this
    const { backend: stage = 'webgl2', scale: stageScale = 1 } = this.stage ?? {}
    return { stage, stageScale, adapter, readbacks, gpuBuffers, gpuTextures, gpuBytes, gpuMade }
  }

  /** @throws {ImpastoError} when the browser can draw in no way at all */
  async start(): Promise<void> {
    const gpu = this.options.wantGpu ? await this.findGpu() : null
    try {
      await this.light(gpu, null)
    } catch (thrown) {
      if (!gpu) throw thrown
      this.options.log.warn('stage', `The stage could not start on WebGPU: ${messageOf(thrown)}. It plays on WebGL 2.`)
      this.forget()
      await this.light(null, null)
    }
  }

  /** True while another frame would only wait for the one before. */
  readonly busy = (now: Seconds): boolean => this.current?.busy(now) ?? false

  /** A picture as this stage wants it: on the device where there is one. */
  bring(picture: ImagePicture, deck = 'a'): Picture {
    return this.importer(deck)?.import(picture) ?? picture
  }

  /** The same, and never a frame late; for the manual clock. */
  async bringExactly(picture: ImagePicture, deck = 'a'): Promise<Picture> {
    return this.importer(deck)?.importExactly(picture) ?? picture
  }

  /** The stage, as soon as there is one. @throws {ImpastoError} when it could not be made again */
  async lit(): Promise<Stage> {
    await this.rescue
    if (this.current) return this.current
    throw new ImpastoError({
      asked: 'The stage was asked for',
      found: 'there is none: it is not lit yet, or could not be made again',
      remedy: 'Wait for impasto.ready; if the stage is lost for good, reload the page when it is safe to.',
    })
  }

  async dispose(): Promise<void> {
    this.over = true
    await this.rescue
    await this.current?.dispose()
    this.current = null
    this.forget()
  }

  private async findGpu(): Promise<Gpu | null> {
    const { log } = this.options
    try {
      const gpu = await requestGpu()
      if (gpu.software && !this.options.wantSoftware) {
        gpu.device.destroy()
        log.info(
          'stage',
          `This machine's graphics adapter is software (${adapterName(gpu)}). The stage plays on WebGL 2, the painter on the processor.`,
        )
        return null
      }
      return gpu
    } catch (thrown) {
      log.warn('stage', messageOf(thrown))
      return null
    }
  }

  private async light(gpu: Gpu | null, held: HeldPicture | null): Promise<void> {
    const { options } = this
    this.gpu = gpu
    this.count = gpu ? watchDevice(gpu.device) : null
    const stage = await Stage.create({ ...options, gpu, ...(held ? { held } : {}) })
    await options.onStage(stage, gpu)
    this.current = stage
    this.watch(stage, gpu)
  }

  private importer(deck: string): PictureImporter | null {
    if (!this.gpu) return null
    let importer = this.importers.get(deck)
    if (!importer) {
      importer = new PictureImporter(this.gpu.device, { warn: (text) => this.options.log.warn('stage', text) })
      this.importers.set(deck, importer)
    }
    return importer
  }

  private watch(stage: Stage, gpu: Gpu | null): void {
    if (gpu) {
      void gpu.device.lost.then(({ message }) => this.lost(stage, message || 'no reason given'))
      return
    }
    stage.canvas.addEventListener('webglcontextlost', () => this.lost(stage, 'the WebGL context is gone'), {
      once: true,
    })
  }

  private lost(stage: Stage, reason: string): void {
    if (this.over || stage !== this.current) return
    this.losses++
    this.options.log.warn(
      'stage',
      `The graphics device was lost (${reason.replace(/\.$/, '')}). The last picture stays while everything is made again; nothing to do.`,
    )
    this.options.onLost(stage.backend)
    this.rescue = this.relight(stage).catch((thrown: unknown) => {
      this.options.log.error(
        'stage',
        `The stage could not be made again: ${messageOf(thrown)}. The last picture stays; reload the page when it is safe to.`,
      )
    })
  }

  private async relight(old: Stage): Promise<void> {
    const since = this.options.now()
    const held = old.holdLastPicture()
    const onGpu = this.gpu !== null
    this.current = null
    await old.dispose()
    this.forget()
    const again = onGpu && this.losses < PATIENCE ? await this.findGpu() : null
    if (this.over) return held.dispose()
    try {
      await this.light(again, held)
    } catch (thrown) {
      if (!again) throw thrown
      this.forget()
      await this.light(null, held)
    }
    const where = this.gpu ? 'WebGPU' : 'WebGL 2'
    const why = onGpu && !this.gpu ? ' The browser gives no more WebGPU for now; a reload later brings it back.' : ''
    const seconds = (this.options.now() - since).toFixed(1)
    this.options.log.info('stage', `The stage is back on ${where} after ${seconds} s.${why}`)
  }

  private forget(): void {
    this.earlier = { made: this.made, readbacks: this.readbacks }
    for (const importer of this.importers.values()) importer.dispose()
    this.importers.clear()
    this.count = null
    this.gpu?.device.destroy()
    this.gpu = null
  }
}
