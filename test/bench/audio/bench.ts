// Hears every sound of the bench and prints what was right. Figures only: nothing here passes or fails.
import { hear } from './hear'
import { fMeasure, score, share, sum, type Score } from './score'
import { groups } from './sounds'

export function row(name: string, scores: readonly Score[]): string {
  const tempi = scores.flatMap((s) => s.tempoRight)
  const errors = scores.flatMap((s) => s.phaseErrors)
  const median = errors.map(Math.abs).toSorted((a, b) => a - b)[Math.floor(errors.length / 2)] ?? 0
  return `${name.padEnd(20)} F ${fMeasure(scores).toFixed(3)}  tempo ${(100 * share(tempi, (t) => t)).toFixed(1)} % of ${tempi.length}  beats within 40 ms ${(100 * share(errors, (e) => Math.abs(e) <= 0.04)).toFixed(1)} %  median ${(1000 * median).toFixed(0)} ms  found ${errors.length}/${sum(scores, (s) => s.beatsDue)}`
}

export async function benchAudio({ verbose = false, seed = 1 } = {}): Promise<string> {
  const lines: string[] = []
  const all: Score[] = []
  for (const group of groups(seed)) {
    const scores: Score[] = []
    let falseBeats = 0
    let falseOnsets = 0
    for (const make of group.sounds) {
      const sound = make()
      const heard = hear(sound)
      const s = score(sound, heard)
      scores.push(s)
      if (sound.tempi.length === 0) {
        falseBeats += heard.beats.length
        falseOnsets += heard.onsets.filter((t) => t > 1).length
        if (verbose) lines.push(`    ${sound.name} beats ${heard.beats.length} onsets ${heard.onsets.length}`)
      } else if (
        verbose &&
        (s.tempoRight.includes(false) || fMeasure([s]) < 0.9 || share(s.phaseErrors, (e) => Math.abs(e) <= 0.04) < 0.95)
      )
        lines.push(
          `    ${sound.name.padEnd(16)} F ${fMeasure([s]).toFixed(2)} (miss ${s.misses} extra ${s.extra} of ${s.hits + s.misses}) tempo ${[4, 6, 8, 10, 12, 15].map((t) => heard.tempoAt(t).toFixed(1)).join(' ')} phase ok ${share(s.phaseErrors, (e) => Math.abs(e) <= 0.04).toFixed(2)} mean ${((1000 * sum(s.phaseErrors, (e) => e)) / Math.max(1, s.phaseErrors.length)).toFixed(0)} ms`,
        )
    }
    if (scores.some((s) => s.tempoRight.length > 0)) {
      lines.push(row(group.name, scores))
      all.push(...scores)
    } else lines.push(`${group.name.padEnd(20)} false beats ${falseBeats}  false onsets after 1 s ${falseOnsets}`)
  }
  lines.push(row('all', all))
  return lines.join('\n')
}
