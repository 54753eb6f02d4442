// Which variant won the trial, remembered for a plan on an adapter in a browser: the next start begins with it.
import type { Shelf } from '../../../show/store'
import type { Gpu } from '../../../gpu/device'
import type { Plan } from '../../plan'
import type { Variant } from './variant'

const KEY = 'variants'
/** Adapters and plans remembered; the oldest make room. */
const MOST = 32

/** What of the machine and the plan decides about speed. */
export function trialKey({ adapterInfo, device }: Gpu, plan: Plan, browser: string): string {
  const { vendor, architecture, description } = adapterInfo
  const features = device.features.has('shader-f16') ? 'f16' : ''
  const shape = plan.layers.map((layer) => ({ ...layer, name: '' }))
  return [vendor, architecture, description, adapterInfo.device, features, browser, hash(JSON.stringify(shape))].join(
    '|',
  )
}

/** Null when nothing is remembered, or what is can't be read; one of `offered` otherwise. */
export function recallVariant(store: Shelf | undefined, key: string, offered: readonly Variant[]): Variant | null {
  const known = read(store).find(([k]) => k === key)
  return offered.find((variant) => name(variant) === known?.[1]) ?? null
}

export function rememberVariant(store: Shelf | undefined, key: string, variant: Variant): void {
  const others = read(store).filter(([k]) => k !== key)
  try {
    store?.setItem(KEY, JSON.stringify([...others, [key, name(variant)]].slice(-MOST)))
  } catch {
    // A full or forbidden store: the next start tries again.
  }
}

function name({ numbers, tile }: Variant): string {
  return `${numbers} ${tile}`
}

function read(store: Shelf | undefined): (readonly [string, string])[] {
  try {
    const saved: unknown = JSON.parse(store?.getItem(KEY) ?? '[]')
    if (!Array.isArray(saved)) return []
    return saved.flatMap((entry: unknown) => {
      if (!Array.isArray(entry)) return []
      const [key, value] = entry as unknown[]
      return typeof key === 'string' && typeof value === 'string' ? [[key, value] as const] : []
    })
  } catch {
    return []
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): string {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return (h >>> 0).toString(16)
}
