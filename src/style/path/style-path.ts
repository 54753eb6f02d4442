// The path's parameters and what they mean; plays it while 'style/current' says so.
import type { Log } from '../../core/log'
import { Scope } from '../../core/scope'
import type { Origin } from '../../show/command'
import type { Show } from '../../show/show'
import {
  PATH_CLOCKS,
  PATH_ORDERS,
  PLAIN_STEP,
  pathOf,
  readPath,
  writePath,
  type PathClock,
  type PathApi,
  type PathOrder,
  type PathPlace,
  type PathStep,
} from '../../contracts/style-path'
import type { Seconds } from '../../core/units'
import type { RoomStyle } from '../../models/manifest'
import { PathPlayer } from './path-player'
import type { StyleAutomation } from './automation'
import { type PathBeat, UnitClock } from './path-clock'

const TEXT = 'style/path'
const ORDER = 'style/path/order'
const CLOCK = 'style/path/clock'
const PAUSED = 'style/path/paused'
const STEP = 'style/path/step'
const SEED = 'style/path/seed'
const MOST_STEPS = 64

export class StylePath implements StyleAutomation {
  readonly id = 'path'
  readonly label = 'Path'
  private readonly scope = new Scope()
  private readonly player = new PathPlayer()
  private readonly clock: UnitClock
  private readonly places = new Map<string, number>()
  private readonly placeOf = (id: string): number => this.places.get(id) ?? -1
  private styles: readonly RoomStyle[] = []
  private chosen = false
  /** As the handle has it. */
  readonly door: PathApi

  constructor(
    private readonly show: Show,
    private readonly log: Log,
    beats: PathBeat,
  ) {
    this.clock = new UnitClock(beats)
    this.door = this.api('handle')
    this.defineParams()
    this.defineActions()
    const { scope } = this
    scope.defer(show.onEach(({ address, origin }) => this.changed(address, origin), TEXT))
    this.readOrder()
  }

  setStyles(styles: readonly RoomStyle[]): void {
    this.styles = styles
    this.places.clear()
    styles.forEach(({ id }, i) => this.places.set(id, i))
    this.readSteps()
    this.player.jump(this.show.number(STEP) - 1)
  }

  advance(time: Seconds, chosen: boolean): void {
    this.chosen = chosen
    const units = this.clock.advance(time, this.clockNow())
    if (!chosen || this.show.toggle(PAUSED)) return
    const { step } = this.player
    this.player.advance(units)
    if (this.player.step !== step) this.tellStep()
  }

  weigh(into: Float64Array): void {
    this.player.weigh(into, this.placeOf)
  }

  dispose(): void {
    this.scope.dispose()
  }

  /** The path as somebody's: what is done through it says who that was. */
  api(origin: Origin): PathApi {
    const { show, player } = this
    const now = (): PathPlace => ({
      playing: this.chosen,
      paused: show.toggle(PAUSED),
      step: player.step,
      steps: player.steps,
      next: player.next,
      gone: player.gone,
      unit: this.clock.unit(this.clockNow()),
    })
    return {
      get now() {
        return now()
      },
      play: (steps, { order, clock, seed } = {}) => {
        const text = steps === undefined ? show.text(TEXT) : writePath(pathOf(steps))
        // Code that is evaluated again does not throw its path back to the start.
        const same = text === show.text(TEXT)
        show.send([
          { target: TEXT, value: text, origin },
          ...(order === undefined ? [] : [{ target: ORDER, value: order, origin }]),
          ...(clock === undefined ? [] : [{ target: CLOCK, value: clock, origin }]),
          ...(seed === undefined ? [] : [{ target: SEED, value: seed, origin }]),
          { target: PAUSED, value: false, origin },
          { target: 'style/current', value: this.id, origin },
        ])
        if (same) return
        player.jump(0)
        this.tellStep()
      },
      pause: () => void show.send({ target: PAUSED, value: true, origin }),
      next: () => void show.send({ action: 'path/next', origin }),
      previous: () => void show.send({ action: 'path/previous', origin }),
    }
  }

  private changed(address: string, origin: Origin): void {
    if (address === STEP) {
      if (origin !== 'path') this.player.jump(this.stepAsked(), this.clock.sinceBeat(this.clockNow()))
      return
    }
    const { step } = this.player
    this.readOrder()
    if (address === TEXT) this.readSteps()
    // Editing a path does not throw it back to its start.
    if (address !== PAUSED && address !== CLOCK) {
      this.player.jump(Math.min(step, Math.max(0, this.player.steps.length - 1)))
      this.tellStep()
    }
  }

  private readOrder(): void {
    const { show, player } = this
    player.order = PATH_ORDERS.find((order) => order === show.text(ORDER)) ?? 'loop'
    player.seed = show.number(SEED)
  }

  /** A path without steps is one of all styles, so that the first press of play shows the bank. */
  private readSteps(): void {
    const read = readPath(this.show.text(TEXT))
    if ('problem' in read) {
      this.log.warn('style path', `${read.problem}. The path stays as it was; mend it in the panel.`)
      return
    }
    const steps = read.steps.slice(0, MOST_STEPS)
    if (read.steps.length > MOST_STEPS) {
      const found = `The path has ${read.steps.length} steps and can have ${MOST_STEPS}`
      this.log.warn('style path', `${found}. The rest is left out; put them into a second path.`)
    }
    const unknown = steps.flatMap(({ mix }) => Object.keys(mix)).filter((id) => this.placeOf(id) < 0)
    if (unknown.length > 0 && this.styles.length > 0) {
      const names = [...new Set(unknown)].join(', ')
      this.log.warn('style path', `No model has ${names}. The path shows the picture itself there.`)
    }
    this.player.steps = steps.length > 0 ? steps : this.styles.slice(0, MOST_STEPS).map(stepOf)
  }

  private stepAsked(): number {
    const last = Math.max(0, this.player.steps.length - 1)
    return Math.min(last, Math.round(this.show.number(STEP)) - 1)
  }

  private clockNow(): PathClock {
    return PATH_CLOCKS.find((clock) => clock === this.show.text(CLOCK)) ?? 'auto'
  }

  private tellStep(): void {
    this.show.send({ target: STEP, value: this.player.step + 1, origin: 'path' })
  }

  private go(by: 1 | -1): void {
    this.player.go(by, this.clock.sinceBeat(this.clockNow()))
    this.tellStep()
  }

  private defineActions(): void {
    const { show, scope } = this
    const play = (paused: boolean): void =>
      void show.send([
        { target: PAUSED, value: paused },
        { target: 'style/current', value: this.id },
      ])
    scope.defer(show.action('path/play', { label: 'Play the path', words: ['journey'] }, () => play(false)))
    scope.defer(
      show.action('path/pause', { label: 'Hold the path' }, () => void show.send({ target: PAUSED, value: true })),
    )
    scope.defer(
      show.action('path/turn', { label: 'Play the path, and hold it' }, () =>
        play(show.text('style/current') === this.id && !show.toggle(PAUSED)),
      ),
    )
    scope.defer(show.action('path/next', { label: 'Next step of the path' }, () => this.go(1)))
    scope.defer(show.action('path/previous', { label: 'Previous step of the path' }, () => this.go(-1)))
  }

  private defineParams(): void {
    const { show, scope } = this
    scope.defer(
      show.define(TEXT, {
        kind: 'text',
        label: 'As text',
        help: 'Style or mix, how long it stays, ~ how long it takes to become the next, easing: starry-night 8 ~4, udnie+great-wave 8 ~4 linear. Empty: all styles.',
        default: '',
      }),
    )
    scope.defer(
      show.define(ORDER, {
        kind: 'choice',
        label: 'Order',
        help: 'Random: every style once before any comes again.',
        options: PATH_ORDERS.map((value) => ({ value, label: ORDER_LABELS[value] })),
        default: 'loop',
      }),
    )
    scope.defer(
      show.define(CLOCK, {
        kind: 'choice',
        label: 'Counted in',
        help: 'Auto: beats while a tempo is heard, seconds while none is.',
        options: PATH_CLOCKS.map((value) => ({ value, label: CLOCK_LABELS[value] })),
        default: 'auto',
      }),
    )
    scope.defer(show.define(PAUSED, { kind: 'toggle', label: 'Hold', help: 'Stays where it is.', default: false }))
    const whole = { kind: 'number', min: 1, step: 1, default: 1 } as const
    scope.defer(show.define(STEP, { ...whole, label: 'Step', help: 'Jumps there.', max: MOST_STEPS }))
    scope.defer(show.define(SEED, { ...whole, label: 'Dice', help: 'Another number, another walk.', max: 999 }))
  }
}

const ORDER_LABELS: Readonly<Record<PathOrder, string>> = {
  loop: 'Round and round',
  'there-and-back': 'There and back',
  once: 'Once',
  random: 'Random',
}

const CLOCK_LABELS: Readonly<Record<PathClock, string>> = { auto: 'Auto', beats: 'Beats', seconds: 'Seconds' }

function stepOf({ id }: RoomStyle): PathStep {
  return { mix: { [id]: 1 }, ...PLAIN_STEP }
}
