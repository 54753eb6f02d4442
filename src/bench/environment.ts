// What a figure means nothing without: the graphics adapter, the browser, the processor, and whether threads are allowed.
import type { Environment } from './report'
import { adapterName, isSoftware } from '../gpu/device'

/** Features that change how fast a model runs, or how it is timed. */
const TELLING = ['shader-f16', 'subgroups', 'timestamp-query'] as const

interface Brand {
  readonly brand: string
  readonly version: string
}

export async function readEnvironment(): Promise<Omit<Environment, 'heapBytes' | 'wasHidden'>> {
  const adapter =
    'gpu' in navigator ? await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }) : null
  const memory: unknown = Reflect.get(navigator, 'deviceMemory')
  return {
    adapter: adapter ? adapterName({ adapterInfo: adapter.info }) : 'no WebGPU adapter',
    software: adapter !== null && isSoftware(adapter.info),
    features: TELLING.filter((feature) => adapter?.features.has(feature)),
    browser: await browserName(),
    cores: navigator.hardwareConcurrency,
    memory: typeof memory === 'number' ? memory : null,
    isolated: crossOriginIsolated,
  }
}

/** Used by the page's JavaScript; null where the browser doesn't tell. */
export function heapBytes(): number | null {
  const memory: unknown = Reflect.get(performance, 'memory')
  const used: unknown = typeof memory === 'object' && memory !== null ? Reflect.get(memory, 'usedJSHeapSize') : null
  return typeof used === 'number' ? used : null
}

/** 'Chromium 156.0.1.2 on Linux x86 64'; the plain user agent where the browser says no more. */
async function browserName(): Promise<string> {
  const data: unknown = Reflect.get(navigator, 'userAgentData')
  if (!hasHints(data)) return navigator.userAgent
  const hints = await data.getHighEntropyValues(['fullVersionList', 'platformVersion', 'architecture'])
  // Browsers hide made-up brands among the real ones ("Not=A?Brand"); the most telling comes last.
  const real = (hints.fullVersionList ?? []).filter(({ brand }) => !/not.*brand/i.test(brand))
  const named = real.find(({ brand }) => brand !== 'Chromium') ?? real[0]
  if (!named) return navigator.userAgent
  const system = [data.platform, hints.platformVersion, hints.architecture].filter(Boolean).join(' ')
  return `${named.brand} ${named.version} on ${system}`
}

interface Hints {
  readonly platform: string
  getHighEntropyValues(names: readonly string[]): Promise<{
    readonly fullVersionList?: readonly Brand[]
    readonly platformVersion?: string
    readonly architecture?: string
  }>
}

function hasHints(data: unknown): data is Hints {
  return typeof data === 'object' && data !== null && 'getHighEntropyValues' in data
}
