// Owns the one GPUDevice that TensorFlow.js and three.js share: request, loss, and the way back.
import { ImpastoError, messageOf } from '../core/errors'

/** Features asked for where the adapter has them; nothing in Impasto needs one to run. */
const WANTED_FEATURES: readonly GPUFeatureName[] = [
  'timestamp-query',
  'bgra8unorm-storage',
  'float32-filterable',
  'shader-f16',
]

/** Limits raised to what the adapter offers: TensorFlow.js asks for these, three.js passes through what it is given. */
const RAISED_LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const

export interface Gpu {
  readonly device: GPUDevice
  readonly adapterInfo: GPUAdapterInfo
  /** True when the adapter is a software one (SwiftShader, WARP): correct, but far slower than WASM for models. */
  readonly software: boolean
}

/** 'webgpu/vendor architecture', for the HUD and reports. */
export function adapterName({ adapterInfo }: Pick<Gpu, 'adapterInfo'>): string {
  const { vendor, architecture, description } = adapterInfo
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'unknown adapter'
}

/**
 * Requests the device.
 * @throws {ImpastoError} no WebGPU, no adapter, or the adapter gives no device; the caller goes on with WebGL 2 and WASM
 */
export async function requestGpu(): Promise<Gpu> {
  const remedy =
    'The stage plays on WebGL 2 and the painter on the processor; to use the GPU, try a current Chrome, Edge or Safari.'
  const api: GPU | undefined = navigator.gpu
  if (!api) {
    throw new ImpastoError({ asked: 'The stage asked for WebGPU', found: 'this browser has none', remedy })
  }
  const adapter = await api.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) {
    throw new ImpastoError({
      asked: 'The stage asked for a WebGPU adapter',
      found: 'the browser has WebGPU but gave no adapter (blocked driver, or lost too often on this page)',
      remedy,
    })
  }
  const requiredLimits: Record<string, number> = {}
  for (const name of RAISED_LIMITS) requiredLimits[name] = adapter.limits[name]
  try {
    const device = await adapter.requestDevice({
      label: 'impasto',
      requiredFeatures: WANTED_FEATURES.filter((f) => adapter.features.has(f)),
      requiredLimits,
    })
    return { device, adapterInfo: adapter.info, software: isSoftware(adapter.info) }
  } catch (cause) {
    throw new ImpastoError({
      asked: 'The stage asked the adapter for a device',
      found: messageOf(cause),
      remedy,
      cause,
    })
  }
}

export function isSoftware(info: GPUAdapterInfo): boolean {
  return isSoftwareName(`${info.vendor} ${info.architecture} ${info.description} ${info.device}`)
}

/** Whether a graphics adapter of this name is the processor itself. */
export function isSoftwareName(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|warp|basic render/i.test(name)
}
