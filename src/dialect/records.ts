// Every function of the dialect, found by its file in functions/, and every effect of the stage that has a name of its own, as a link.
import { effects } from '../stage/effects'
import type { FunctionRecord } from './function-record'
import { installMethod, type Arg, type ChainArg, type EffectLinkRecord } from './live-chain'

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

declare module './live-chain' {
  interface LiveChain {
    bloom(...args: EffectArg[]): LiveChain
    displace(by: ChainArg, ...args: EffectArg[]): LiveChain
    edgeGlow(...args: EffectArg[]): LiveChain
    edges(...args: EffectArg[]): LiveChain
    feedback(...args: EffectArg[]): LiveChain
    glow(...args: EffectArg[]): LiveChain
    grade(...args: EffectArg[]): LiveChain
    kaleidoscope(...args: EffectArg[]): LiveChain
    lut(table: ChainArg, ...args: EffectArg[]): LiveChain
    vignette(...args: EffectArg[]): LiveChain
    zoom(...args: EffectArg[]): LiveChain
    /** The chain so far, painted: a style's name or a mix of them, and how strong. */
    style(style: string | Readonly<Record<string, Arg>>, strength?: Arg): LiveChain
  }
}
