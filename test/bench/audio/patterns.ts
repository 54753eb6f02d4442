// Bars as text, 16 steps of a sixteenth: x a hit, o a soft one. Four beats a bar, a beat every four steps.
import type { SoundSource } from './drums'

export type Pattern = Readonly<Partial<Record<SoundSource, string>>>

/** The networks were fitted on none of these; the onset thresholds were chosen on them. */
export const PATTERNS: Readonly<Record<string, Pattern>> = {
  house: { kick: 'x...x...x...x...', clap: '....x.......x...', open: '..x...x...x...x.' },
  techno: { kick: 'x...x...x...x...', hat: 'o.x.o.x.o.x.o.x.', rim: '...x......x.....' },
  rock: { kick: 'x.......x.......', snare: '....x.......x...', hat: 'x.x.x.x.x.x.x.x.' },
  pop: { kick: 'x.....x.x.......', snare: '....x.......x...', hat: 'x.x.x.x.x.x.x.x.' },
  funk: { kick: 'x.......x.x.....', snare: '....x..o....x..o', hat: 'xoxoxoxoxoxoxoxo' },
  hiphop: { kick: 'x......x..x.....', snare: '....x.......x...', hat: 'x.x.x.x.x.x.x.x.' },
  breaks: { kick: 'x.x.......x.....', snare: '....x..o.o..x...', hat: 'x.x.x.x.x.x.x.x.' },
  disco: { kick: 'x...x...x...x...', snare: '....x.......x...', hat: 'xoxoxoxoxoxoxoxo' },
  tribal: { kick: 'x...x...x...x...', tom: '..x..x....x..x..', shaker: 'oxoxoxoxoxoxoxox' },
  motown: { kick: 'x.......x.......', snare: 'x...x...x...x...', hat: 'x.x.x.x.x.x.x.x.' },
  minimal: { kick: 'x...x...x...x...' },
  backbeat: { kick: 'x.......x.......', clap: '....x.......x...', shaker: 'x.x.x.x.x.x.x.x.' },
}

/** Patterns that nothing was adjusted on. */
export const UNSEEN: Readonly<Record<string, Pattern>> = {
  electro: { kick: 'x.....x...x.....', snare: '....x.......x...', hat: 'x.x.x.x.x.x.x.x.', rim: '..............x.' },
  train: { kick: 'x...x...x...x...', snare: 'o.o.x.o.o.o.x.o.' },
  march: { kick: 'x.......x.......', snare: '....x...o.o.x...', rim: 'x...x...x...x...' },
  garage: { kick: 'x...x...x...x...', clap: '....x.......x...', hat: '..x...x...x..xx.', rim: '...x.......x....' },
}
