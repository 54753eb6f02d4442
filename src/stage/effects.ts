// Finds every effect (one file each in effects/) and makes it a link of chains.
import { install } from './chain'
import type { EffectRecord } from './effect'

const found = import.meta.glob<{ default: EffectRecord }>('./effects/*.ts', { eager: true })

export const effects: readonly EffectRecord[] = Object.values(found)
  .map((module) => module.default)
  .toSorted((a, b) => a.name.localeCompare(b.name))

for (const effect of effects) install(effect)
