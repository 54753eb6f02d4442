// Every function of the dialect, found by its file in functions/, and every effect of the stage that has a name of its own, as a link.
import { effects } from '../effects'
import type { FunctionRecord } from './function-record'
import { installMethod, type EffectLinkRecord } from './live-chain'

const found = import.meta.glob<{ default: FunctionRecord }>('./functions/*.ts', { eager: true })

/** By name, in the order of the alphabet. */
export const functions: readonly FunctionRecord[] = Object.values(found)
  .map((module) => module.default)
  .toSorted((a, b) => a.name.localeCompare(b.name))

const taken = new Set(functions.map(({ name }) => name))

export const effectLinks: readonly EffectLinkRecord[] = effects
  .filter(({ name }) => !taken.has(name))
  .map((effect) => ({ kind: 'effect', name: effect.name, effect }))

for (const record of functions) if (record.kind !== 'src') installMethod(record)
for (const record of effectLinks) installMethod(record)
