// Hears every sound of the bench and says what was right. Figures only: nothing here passes or fails.
// `node test/setup/run-ts.mjs test/bench/audio/bench.ts`, with `-- verbose` to name what was heard wrong.
import { hear } from './hear'
import { PEER, PEER_RANGE, peerTempo } from './peer'
import { fMeasure, score, share, sum, tempoRight, type Heard, type Score } from './score'
import { groups } from './sounds'
import type { Sound } from './synth'

export interface BenchOptions {
  /** Name every sound that was heard wrong. @defaultValue false */
  verbose?: boolean
  /** Other variations of the same patterns. @defaultValue 1 */
  seed?: number
  /** Hear the peer library too. @defaultValue true */
  peer?: boolean
}

/** What the peer got right: all tempos, and those inside the range that it knows. */
interface PeerScore {
  readonly all: boolean[]
  readonly inRange: boolean[]
}

/** Takes about two minutes; the text is a table, one group of sounds a line. */
export async function benchAudio({ verbose = false, seed = 1, peer = true }: BenchOptions = {}): Promise<string> {
  const lines: string[] = []
  const all: Score[] = []
  const peerAll: PeerScore = { all: [], inRange: [] }
  let spent = 0
  let sounded = 0
  for (const group of groups(seed)) {
    const scores: Score[] = []
    const peerScore: PeerScore = { all: [], inRange: [] }
    let beats = 0
    let onsets = 0
    for (const make of group.sounds) {
      const sound = make()
      const began = performance.now()
      const heard = hear(sound)
      spent += (performance.now() - began) / 1000
      sounded += sound.samples.length / sound.sampleRate
      const s = score(sound, heard)
      if (sound.tempi.length === 0) {
        beats += heard.beats.length
        onsets += heard.onsets.filter((t) => t > 1).length
      } else scores.push(s)
      if (verbose) lines.push(...wrong(sound, heard, s))
      if (peer) await hearPeer(sound, peerScore)
    }
    if (scores.length > 0) lines.push(row(group.name, scores, peer ? peerScore : null))
    else lines.push(`${group.name.padEnd(20)} beats ${beats}   onsets after the first second ${onsets}`)
    all.push(...scores)
    peerAll.all.push(...peerScore.all)
    peerAll.inRange.push(...peerScore.inRange)
  }
  lines.push(row('all', all, peer ? peerAll : null))
  lines.push(
    `Heard ${sounded.toFixed(0)} s of sound in ${spent.toFixed(1)} s: ${((100 * spent) / sounded).toFixed(2)} % of one core.`,
  )
  if (peer) lines.push(`Peer: ${PEER}, tempo only, which it folds into ${PEER_RANGE.join(' to ')} BPM.`)
  return lines.join('\n')
}

async function hearPeer(sound: Sound, into: PeerScore): Promise<void> {
  if (sound.tempi.length === 0) return
  const right = tempoRight(sound, await peerTempo(sound))
  right.forEach((is, i) => {
    const bpm = sound.tempi[i]?.bpm ?? 0
    into.all.push(is)
    if (bpm >= PEER_RANGE[0] && bpm <= PEER_RANGE[1]) into.inRange.push(is)
  })
}

function row(name: string, scores: readonly Score[], peer: PeerScore | null): string {
  const tempi = scores.flatMap((s) => s.tempoRight)
  const errors = scores.flatMap((s) => s.phaseErrors).map(Math.abs)
  const median = errors.toSorted((a, b) => a - b)[Math.floor(errors.length / 2)] ?? 0
  return [
    name.padEnd(20),
    `onsets F ${fMeasure(scores).toFixed(3)}`,
    `tempo ${percent(share(tempi, (t) => t))} of ${tempi.length}`,
    `beats within 40 ms ${percent(share(errors, (e) => e <= 0.04))}, median ${(1000 * median).toFixed(0)} ms, ${errors.length} of ${sum(scores, (s) => s.beatsDue)}`,
    ...(peer
      ? [`peer tempo ${percent(share(peer.all, (t) => t))}, in its range ${percent(share(peer.inRange, (t) => t))}`]
      : []),
  ].join('   ')
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`
}

/** A line about a sound that was heard wrong; none about the others. */
function wrong(sound: Sound, heard: Heard, s: Score): string[] {
  const f = fMeasure([s])
  const phase = share(s.phaseErrors, (e) => Math.abs(e) <= 0.04)
  if (sound.tempi.length === 0) return heard.beats.length > 0 ? [`    ${sound.name}: ${heard.beats.length} beats`] : []
  if (!s.tempoRight.includes(false) && f >= 0.85 && phase >= 0.95) return []
  const tempi = [4, 6, 8, 10, 12, 15].map((t) => heard.tempoAt(t).toFixed(1)).join(' ')
  const mean = sum(s.phaseErrors, (e) => e) / Math.max(1, s.phaseErrors.length)
  return [
    `    ${sound.name}: F ${f.toFixed(2)} (${s.misses} missed, ${s.extra} extra), tempo ${tempi}, phase ${phase.toFixed(2)} (mean ${(1000 * mean).toFixed(0)} ms)`,
  ]
}

export default async function main(args: readonly string[]): Promise<void> {
  console.log(await benchAudio({ verbose: args.includes('verbose') }))
}
