// Names that sketches bring along from the page their language comes from. What is here by another name is found; the rest is told of once, and does
// nothing, so that the sketch goes on. None of them is in the way of a sketch's own.
import type { LiveSession } from '#dialect'
import type { LiveName } from './live-scope'

export interface FamiliarOptions {
  readonly session: LiveSession
  /** What stands for the page's global object: every name of live code. */
  self(): object
  /** Tells the performer of what is missing. */
  tell(text: string): void
}

/** What there is in the place of each. */
const MISSING: Readonly<Record<string, string>> = {
  P5: 'Draw on a canvas of your own: s0.init({ src: canvas })',
  p5: 'Draw on a canvas of your own: s0.init({ src: canvas })',
  pb: 'Show the window of another performer: s0.initScreen()',
  choo: 'Take it out of the sketch',
  vidRecorder: 'Record the window with a program that records screens',
  screencap: 'Press S outside the code to keep a still',
}

const BANDS = 10

export function familiarNames({ session, self, tell }: FamiliarOptions): Map<string, LiveName> {
  const names = new Map<string, LiveName>()
  const constant = (name: string, value: unknown): void => void names.set(name, { get: () => value })
  for (let i = 0; i < BANDS; i++) {
    constant(
      `a${i}`,
      (scale = 1, offset = 0) =>
        (): number =>
          (session.ears.fft[i] ?? 0) * scale + offset,
    )
  }
  const engine = (): object => Object.create(self(), { synth: { value: self() } }) as object
  for (const name of ['hydra', 'hydraSynth']) names.set(name, { get: engine })
  names.set('synth', { get: self })
  constant('initHydra', engine)
  // The same stage however often it is asked for.
  constant('Hydra', function Hydra() {
    return engine()
  })
  constant('stats', {
    get fps() {
      return Math.round(session.pace)
    },
  })
  constant('tick', () => undefined)
  for (const [name, remedy] of Object.entries(MISSING)) {
    let told = false
    const missed = (): void => {
      if (!told) tell(`${name} is not here, so it does nothing and the sketch goes on without it. ${remedy}.`)
      told = true
    }
    constant(name, nothing(missed))
  }
  return names
}

/** Whatever is asked of it is nothing too. */
function nothing(missed: () => void): unknown {
  const answer = (): object => {
    missed()
    return inner
  }
  // A function that can be called with `new` too, as an arrow cannot.
  const inner = new Proxy(function Nothing() {}, {
    get(_, key): unknown {
      missed()
      if (key === Symbol.toPrimitive) return () => 0
      if (key === Symbol.iterator) return [][Symbol.iterator].bind([])
      // It is no promise: to wait for it is to wait for nothing.
      return key === 'then' ? undefined : inner
    },
    set: () => true,
    apply: answer,
    construct: answer,
  })
  return inner
}
