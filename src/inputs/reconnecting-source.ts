// Keeps the wanted source on stage: opens it while the old one plays, says what went wrong, and takes it up again when it returns.
import type { ImagePicture } from '../contracts/frame'
import type { PictureSource, SourceKind } from '../contracts/input'
import type { Clock } from '../core/clock'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Seconds, Size } from '../core/units'
import type { CameraList } from './camera-list'
import { Comeback } from './reconnect'
import type { InputKind, Place } from './input-kind'
import { CAMERA_ASKED, cameraReady, fileForgotten, noPlace, problemOf, SourceError } from './source-problems'
import type { SourceProblem, WayBack } from './source-problems'
import { SourceSwitch } from './source-switch'

/** What the performer wants to see. */
export interface Wish {
  readonly kind: SourceKind
  readonly camera: string
  readonly size: Size
  /** As in 'source/url'. */
  readonly text: string
  /** What the text stands for; null when it is a file that is gone. */
  readonly place: Place | null
}

export interface KeeperOptions {
  readonly clock: Clock
  readonly log: Log
  readonly cameras: CameraList
  readonly kinds: readonly InputKind[]
  /** Whether cameras are shown as in a mirror. */
  mirror(): boolean
  /** As in `OpenContext`. */
  needed(): Size
  /** What was wanted can't be had; from now on this kind is what is wanted. */
  onYield(kind: SourceKind): void
}

export class ReconnectingSource implements Disposable {
  private readonly scope = new Scope()
  private readonly switch: SourceSwitch
  private readonly comeback: Comeback
  private wish: Wish | null = null
  /** The last wish that came true or is waited for, and how: it is wanted again when a later one is withdrawn. */
  private settled: { wish: Wish | null; way: WayBack } = { wish: null, way: 'hand' }
  private turn = 0
  private opening = false
  /** The problem that was told last and still stands. */
  private told: string | null = null
  /** What happened to the old source while a new one was being opened. */
  private meanwhile: SourceProblem | null = null

  constructor(private readonly options: KeeperOptions) {
    this.switch = this.scope.add(
      new SourceSwitch(options.clock, {
        mirrored: ({ kind }) => kind === 'camera' && options.mirror(),
        onBack: (source) => this.welcome(source),
      }),
    )
    this.comeback = this.scope.add(new Comeback(options.cameras, () => void this.open(true)))
  }

  /** What is playing, for the performer. */
  get label(): string {
    return this.switch.current?.label ?? ''
  }

  /** The kind that is on stage; another than the wanted one while that is lost. */
  get playing(): SourceKind {
    return this.switch.current?.kind ?? 'demo'
  }

  /** Opens the demo, which is on whenever nothing else is. Its first picture is there when this resolves. */
  async start(): Promise<void> {
    const demo = this.options.kinds.find(({ id }) => id === 'demo')
    if (!demo) return
    try {
      this.switch.setHome(await demo.open(this.context({ ...NOTHING }, () => undefined)))
    } catch (thrown) {
      this.options.log.error('source', problemOf(thrown, demo.label).text)
    }
  }

  /** Wants this from now on. Resolves when it is on stage or is known not to come; never rejects. */
  async want(wish: Wish): Promise<void> {
    this.wish = wish
    this.told = null
    await this.open(false)
  }

  newest(): ImagePicture | null {
    return this.switch.newest()
  }

  async seek(time: Seconds): Promise<void> {
    try {
      await this.switch.seek(time)
    } catch (thrown) {
      this.options.log.warn(
        'source',
        `${this.label} did not reach ${time.toFixed(2)} s (${messageOf(thrown)}). Its last picture stands.`,
      )
    }
  }

  dispose(): void {
    this.turn++
    this.scope.dispose()
  }

  private async open(again: boolean): Promise<void> {
    const turn = ++this.turn
    const { wish } = this
    const kind = this.options.kinds.find(({ id }) => id === wish?.kind)
    if (!again) this.comeback.stop()
    if (!wish || !kind || wish.kind === 'demo') return this.goHome()
    this.opening = true
    let source: PictureSource | null = null
    try {
      await this.announce(kind, again)
      if (kind.needsPlace) requirePlace(wish)
      source = await kind.open(
        this.context(wish, (problem) => {
          if (source !== null && source === this.switch.current) this.lose(problem)
        }),
      )
      if (turn !== this.turn) return source.dispose()
      this.opening = false
      this.accept(source, again)
    } catch (thrown) {
      if (turn !== this.turn) return
      this.opening = false
      this.fail(problemOf(thrown, kind.label))
    }
  }

  private goHome(): void {
    this.opening = false
    this.meanwhile = null
    this.settled = { wish: this.wish, way: 'hand' }
    this.switch.playHome()
  }

  private accept(source: PictureSource, again: boolean): void {
    this.meanwhile = null
    this.settled = { wish: this.wish, way: 'hand' }
    this.comeback.stop()
    this.switch.play(source)
    if (again) this.welcome(source)
    this.told = null
  }

  /** The source on stage failed. */
  private lose(problem: SourceProblem): void {
    if (this.opening) this.meanwhile = problem
    else this.fail(problem)
  }

  private fail(problem: SourceProblem): void {
    if (problem.code !== this.told) this.options.log.warn(this.wish?.kind ?? 'source', problem.text)
    this.told = problem.code
    if (problem.stays) return this.withdraw()
    this.meanwhile = null
    if (problem.wayBack === 'frames') this.switch.pause()
    else this.switch.lose()
    this.comeback.wait(problem.wayBack)
    if (problem.wayBack === 'hand') this.giveUp()
    this.settled = { wish: this.wish, way: problem.wayBack }
  }

  /** The wish is taken back: what was wanted before is wanted again, and is on stage or waited for as it was. */
  private withdraw(): void {
    const { wish, way } = this.settled
    const late = this.meanwhile
    this.wish = wish
    this.meanwhile = null
    this.told = null
    this.options.onYield(wish?.kind ?? 'demo')
    this.comeback.wait(way)
    if (late) this.fail(late)
  }

  private giveUp(): void {
    if (this.wish) this.wish = { ...this.wish, kind: 'demo' }
    this.options.onYield('demo')
  }

  private welcome({ kind, label }: PictureSource): void {
    this.told = null
    this.comeback.stop()
    this.settled = { wish: this.wish, way: 'hand' }
    this.options.log.info(kind, cameraReady(label))
  }

  /** Says why the browser is about to ask. */
  private async announce({ id }: InputKind, again: boolean): Promise<void> {
    if (id !== 'camera' || again) return
    if ((await this.options.cameras.permission()) === 'prompt') this.options.log.info(id, CAMERA_ASKED)
  }

  private context({ camera, size, place }: Omit<Wish, 'kind' | 'text'>, onLost: (problem: SourceProblem) => void) {
    const { clock, cameras, needed } = this.options
    return { clock, cameras, needed, camera, size, place: place ?? NOTHING.place, onLost }
  }
}

const NOTHING = { camera: '', size: { width: 1280, height: 720 }, place: { name: '', url: '', file: null } } as const

function requirePlace({ kind, text, place }: Wish): void {
  const what = kind === 'image' ? 'picture' : 'film'
  if (text === '') throw new SourceError(noPlace(what))
  if (!place) throw new SourceError(fileForgotten(what, text.replace(/^file:/, '')))
}
