// Every function of the dialect, found by its file in functions/, and every effect of the stage that has a name of its own, as a link.
import { effects } from '../stage/effects'
import type { FunctionRecord } from './function-record'
import type { Chain } from '../stage/chain'
import { installMethod, type Arg, type ChainArg, type EffectLinkRecord, type LiveChain } from './live-chain'

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
installMethod({ kind: 'style', name: 'style' })

/** Numbers, arrays or functions in the order of the effect's parameters, or an object of them; what it mixes with comes first. */
type EffectArg = Arg | ChainArg | Readonly<Record<string, Arg>>

/** What every chain has; the rest of its methods are effects, each declared in the file that adds it. */
type OwnOfChain = 'graph' | 'sampler' | 'node' | 'texture' | 'through'

/** Every effect as a link of live code, by what its own file declares: a new one needs no line here. */
type EffectLinks = { [Name in Exclude<keyof Chain, OwnOfChain>]: (...args: EffectArg[]) => LiveChain }

declare module './live-chain' {
  interface LiveChain extends EffectLinks {
    /** The chain so far, painted: a style's name or a mix of them, and how strong. */
    style(style: string | Readonly<Record<string, Arg>>, strength?: Arg): LiveChain
  }
}
