// Every kind of tempo source there is, found by its place in src/transport/sources.
import type { TempoSourceRecord } from './tempo-source'

const found = import.meta.glob<TempoSourceRecord>(['./sources/*.ts', '!./sources/*.test.ts'], {
  eager: true,
  import: 'default',
})

/** The highest priority first. */
export const TEMPO_SOURCES: readonly TempoSourceRecord[] = Object.values(found).sort((a, b) => b.priority - a.priority)
