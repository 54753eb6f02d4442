// The governor on made-up machines: it settles, does not pump, gives way at once and comes back slowly.
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../core/random'
import type { Pixels, Seconds } from '../core/units'
import { Governor } from './governor'

interface Machine {
  /** Seconds a frame of the display. */
  display: Seconds
  /** What the stage needs for a frame by itself. */
  stage: Seconds
  /** What a painting of 256 px needs. */
  cost: Seconds
  /** How much longer a stage frame takes while a painting is under way. */
  inTheWay: 'not at all' | 'all of it' | number
  /** Of the frames, how many come late whatever happens. */
  noise?: number
}

/** Plays a governor on a machine that may change underneath it. */
class Play {
  readonly governor = new Governor()
  readonly machine: Machine
  /** Every size and share there was, one a change. */
  readonly story: string[] = []
  wanted = true
  paintings = 0
  now: Seconds = 0
  private readonly random = seededRandom(7)
  private working: { size: Pixels; begun: Seconds; cost: Seconds } | null = null

  constructor(machine: Machine) {
    this.machine = { ...machine }
    // The stage plays alone while the model is fetched.
    this.wanted = false
    this.run(1)
    this.wanted = true
    this.story.length = 0
  }

  run(seconds: Seconds): this {
    const until = this.now + seconds
    while (this.now < until) this.frame()
    return this
  }

  private frame(): void {
    const { machine, governor, working } = this
    const { display, stage, inTheWay, noise = 0 } = machine
    let need = stage
    if (working && inTheWay === 'all of it') need += Math.max(0, working.cost)
    if (working && typeof inTheWay === 'number') need *= 1 + inTheWay
    if (this.random() < noise) need += display
    const dt = Math.max(1, Math.ceil(need / display - 1e-6)) * display
    this.now += dt
    governor.frame(dt, working !== null, this.wanted)
    if (working && this.now >= working.begun + working.cost) {
      governor.painted(this.now, working.size, working.cost)
      this.working = null
      this.paintings++
    }
    if (!this.working && this.wanted && governor.mayPaint(this.now)) {
      governor.began(this.now)
      const { size } = governor
      this.working = { size, begun: this.now, cost: machine.cost * (size / 256) ** 2 }
    }
    const words = `${governor.size} ${governor.share.toFixed(2)}`
    if (words !== this.story.at(-1)) this.story.push(words)
  }
}

const FAST: Machine = { display: 1 / 60, stage: 0.004, cost: 0.004, inTheWay: 'not at all' }

describe('the size', () => {
  it('begins at the usual one, and grows slowly to what the machine can do', () => {
    const play = new Play(FAST)
    expect(play.governor.size).toBe(256)
    play.run(3)
    expect(play.governor.size).toBe(256)
    play.run(60)
    expect(play.story).toEqual(['256 1.00', '320 1.00', '384 1.00', '512 1.00', '640 1.00', '768 1.00'])
    // 1024 would take 64 ms.
    expect(play.run(300).story).toHaveLength(6)
  })

  it('stays where a painting is neither too slow nor fast enough for more', () => {
    const play = new Play({ ...FAST, cost: 0.06 })
    expect(play.run(300).story).toEqual(['256 1.00'])
  })

  it('gives way to a load that quadruples within two seconds, and comes back step by step', () => {
    const play = new Play({ ...FAST, cost: 0.03 }).run(30)
    expect(play.story).toEqual(['256 1.00', '320 1.00'])
    play.machine.cost = 0.12
    play.run(2)
    expect(play.governor.size).toBe(192)
    const { length } = play.run(200).story
    play.machine.cost = 0.03
    expect(play.run(60).governor.size).toBe(320)
    expect(play.story.slice(length)).toEqual(['224 1.00', '256 1.00', '320 1.00'])
  })

  it('follows a slow drift down in single steps, never up and down', () => {
    const play = new Play({ ...FAST, cost: 0.05 })
    for (let minute = 0; minute < 40; minute++) {
      play.machine.cost *= 1.04
      play.run(15)
    }
    const sizes = play.story.map((words) => Number.parseInt(words, 10))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(sizes.at(-1)).toBeLessThan(200)
    expect(sizes.length).toBeLessThan(6)
  })

  it('does not mind one painting that sticks', () => {
    const play = new Play({ ...FAST, cost: 0.06 }).run(10)
    play.machine.cost = 3
    play.run(0.1)
    play.machine.cost = 0.06
    expect(play.run(60).story).toEqual(['256 1.00'])
  })

  it('is small on a software GPU with seconds a painting, after two of them', () => {
    const play = new Play({ ...FAST, cost: 9 }).run(40)
    expect(play.governor.size).toBe(128)
    expect(play.run(100).story).toEqual(['256 1.00', '128 1.00'])
    expect(play.governor.share).toBe(1)
  })
})

describe('the stage', () => {
  it('is given way to when paintings hold it up, at 60 and at 120 Hz, and the search ends', () => {
    for (const display of [1 / 60, 1 / 120]) {
      const play = new Play({ display, stage: 0.003, cost: 0.016, inTheWay: 'all of it' }).run(60)
      const cost = 0.016 * (play.governor.size / 256) ** 2
      // Every frame in time, at the best size that lets it.
      expect(cost + 0.003).toBeLessThan(display)
      play.run(240)
      // It tries again, ever more rarely: each try is two changes.
      const { length } = play.story
      play.run(3600)
      expect(play.story.length - length).toBeLessThan(12)
    }
  })

  it('of a machine with a busy processor gets a smaller painting, then fewer', () => {
    const play = new Play({ display: 1 / 60, stage: 0.012, cost: 0.09, inTheWay: 0.6 }).run(40)
    expect(play.governor.share).toBeLessThan(1)
    expect(play.governor.size).toBe(128)
  })

  it('that is slow by itself is not the painter’s fault', () => {
    const play = new Play({ ...FAST, stage: 0.03, cost: 0.06 }).run(120)
    expect(play.story).toEqual(['256 1.00'])
    // A sketch that becomes too heavy later.
    const heavy = new Play({ ...FAST, cost: 0.06 }).run(20)
    heavy.machine.stage = 0.045
    expect(heavy.run(120).story).toEqual(['256 1.00'])
  })

  it('that moves to a slower display is not the painter’s fault either', () => {
    const play = new Play({ ...FAST, display: 1 / 120, cost: 0.06 }).run(20)
    play.machine.display = 1 / 60
    expect(play.run(120).story).toEqual(['256 1.00'])
  })

  it('with a late frame now and then is left alone', () => {
    const play = new Play({ ...FAST, cost: 0.06, noise: 0.1 })
    expect(play.run(600).story).toEqual(['256 1.00'])
  })

  it('that stops for seconds, as in a hidden tab, tells nothing', () => {
    const play = new Play({ ...FAST, cost: 0.06 }).run(10)
    for (let i = 0; i < 20; i++) {
      play.governor.frame(30, false, true)
      play.run(0.3)
    }
    expect(play.story).toEqual(['256 1.00'])
  })
})

describe('a hand', () => {
  it('fixes the size: only pauses are left to choose', () => {
    const play = new Play({ display: 1 / 60, stage: 0.012, cost: 0.09, inTheWay: 0.6 })
    play.governor.pin(640, null)
    play.run(30)
    expect(play.governor.size).toBe(640)
    expect(play.governor.share).toBe(0.25)
  })

  it('fixes the cadence: so many paintings a second, and only the size is left to choose', () => {
    const play = new Play({ ...FAST, cost: 0.06 })
    play.governor.pin(null, 8)
    const before = play.paintings
    play.run(10)
    expect(play.paintings - before).toBeGreaterThanOrEqual(78)
    expect(play.paintings - before).toBeLessThanOrEqual(81)
    play.machine.cost = 0.2
    expect(play.run(10).governor.size).toBeLessThan(200)
    expect(play.governor.share).toBe(1)
  })

  it('fixes both: nothing moves', () => {
    const play = new Play({ display: 1 / 60, stage: 0.012, cost: 0.3, inTheWay: 'all of it' })
    play.governor.pin(512, 30)
    play.story.length = 0
    expect(play.run(60).story).toEqual(['512 1.00'])
  })

  it('lets go: it goes on from there', () => {
    const play = new Play({ ...FAST, cost: 0.012 })
    play.governor.pin(400, null)
    play.run(2)
    play.governor.pin(null, null)
    expect(play.governor.size).toBe(384)
    play.run(30)
    expect(play.governor.size).toBe(512)
  })
})

it('Another model begins anew', () => {
  const play = new Play({ ...FAST, cost: 0.4 }).run(20)
  expect(play.governor.size).toBe(128)
  play.machine.cost = 0.06
  play.governor.renew()
  expect(play.governor.size).toBe(256)
  expect(play.run(60).governor.size).toBe(256)
})
