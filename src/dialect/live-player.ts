// Plays a session on one stage: four outputs drawn in order every frame, and chains that take over whole once their shaders are there.
import type { RenderTarget, TextureNode, WebGPURenderer } from 'three/webgpu'
import { fract, select, vec2, vec4 } from 'three/tsl'
import type { Tick } from '../contracts/frame'
import { messageOf } from '../core/errors'
import type { Pixels, Seconds } from '../core/units'
import { samplerOf, type Pass } from '../stage/passes'
import type { Sampler, Vec2Node } from '../stage/sampler'
import { listenToThree } from '../stage/three-console'
import { planChain, type ChainPlan } from './chain-plan'
import { Fading } from './fading'
import { firstRowSlot, firstRowSt } from './first-row'
import { LeftPrograms } from './left-programs'
import type { LiveChain } from './live-chain'
import type { Complain } from './live-number'
import type { LiveOutput } from './live-output'
import { LiveProgram, type ProgramWorld } from './live-program'
import type { LiveSession, Wish } from './live-session'
import { OutputPair } from './output-pair'
import type { StylePass } from './style-pass'

/** Frames that come a little early still count as the next one of a capped rate. */
const EARLY: Seconds = 1e-4

export interface LivePlayerOptions {
  session: LiveSession
  width: Pixels
  height: Pixels
  /** Reads what is no output. */
  sampler: ProgramWorld['sampler']
  /** Tells the performer of trouble in a chain or a function. */
  tell: Complain
}

export class LivePlayer implements Pass {
  /** All four outputs in a grid. */
  readonly shown: Sampler
  private readonly session: LiveSession
  private readonly pairs: readonly OutputPair[]
  private readonly nodes: readonly TextureNode[]
  private readonly st: Vec2Node
  private programs = new Map<LiveOutput, LiveProgram>()
  private readonly left = new LeftPrograms()
  /** What leaves slowly. */
  private readonly fadings = new Map<LiveOutput, Fading>()
  private renderer: WebGPURenderer | null = null
  private work: Promise<void> = Promise.resolve()
  /** Changes that are on their way. */
  private waiting = 0
  /** The sketch's own time; the same object every frame. */
  private readonly tick = { time: 0, dt: 0, frame: 0 }
  private sinceDrawn: Seconds = 0
  private due = false
  private tried = false
  private gone = false

  constructor(private readonly options: LivePlayerOptions) {
    const { session, width, height } = options
    this.session = session
    session.width = width
    session.height = height
    this.st = firstRowSt(session.backend)
    this.pairs = session.outputs.map((output) => new OutputPair(output, width, height, session.backend))
    this.nodes = this.pairs.map((pair) => firstRowSlot(pair.newest))
    this.shown = this.showing()
    for (const [output, chain] of session.playing) this.programs.set(output, this.program(output, chain))
  }

  /** The one output that the stage shows; null: all four. */
  get drawn(): RenderTarget | null {
    const { shown } = this.session
    return shown === 'all' ? null : this.pair(shown).newest
  }

  /** The frame's beginning: time goes on, and the sketch's own function runs. */
  frame({ dt }: Tick): void {
    // The first is only a trial, before anything is on stage.
    if (!this.tried) return
    const { session, tick } = this
    const { speed, fps } = session
    tick.dt = Number.isFinite(speed) ? dt * speed : 0
    session.time += tick.dt
    tick.time = session.time
    this.sinceDrawn += dt
    if (dt > 0) session.pace = 1 / dt
    session.ears.hear(session.heard, dt)
    session.schedule.advance(tick.dt, session.bpm, (thrown) =>
      this.options.tell(`A function of every() or at() failed: ${messageOf(thrown)}. It is not called again.`, thrown),
    )
    this.due = !fps || this.sinceDrawn + EARLY >= 1 / fps
    if (!this.due) return
    this.call('update')
    const wish = session.takeWish()
    if (wish && !this.changeNumbers(wish))
      this.install(wish).catch((thrown: unknown) => this.options.tell(messageOf(thrown), thrown))
  }

  draw(renderer: WebGPURenderer): void {
    this.renderer = renderer
    if (!this.tried) {
      this.tried = true
      for (const pair of this.pairs) pair.clear(renderer)
      return
    }
    if (this.due) this.drawOutputs(renderer)
    this.show()
  }

  /**
   * Puts on stage what was asked for, all at once, as soon as its shaders are there; what plays goes on until then.
   * @throws {Error} what the shader's compiler says; nothing has changed then
   */
  install(wish: Wish): Promise<void> {
    if (this.changeNumbers(wish)) return Promise.resolve()
    this.waiting++
    const turn = this.work.then(() => this.change(wish))
    this.work = turn.catch(() => undefined).then(() => void this.waiting--)
    return turn
  }

  /** Resolves when everything asked for so far is on stage, or has been refused. */
  async settled(): Promise<void> {
    let work: Promise<void>
    do {
      work = this.work
      await work
    } while (work !== this.work)
  }

  async compile(renderer: WebGPURenderer): Promise<void> {
    this.renderer = renderer
    for (const [output, program] of this.programs) await this.compiled(renderer, output, program)
  }

  /** The painters' passes of everything that plays. */
  get styles(): StylePass[] {
    return [...this.programs.values()].flatMap(({ styles }) => styles)
  }

  resize(width: Pixels, height: Pixels): void {
    const { session, pairs, programs, renderer } = this
    if (width === session.width && height === session.height) return
    session.width = width
    session.height = height
    for (const pair of pairs) pair.resize(renderer, width, height)
    for (const program of programs.values()) program.resize(width, height)
    this.left.resize(width, height)
  }

  dispose(): void {
    this.gone = true
    for (const program of this.programs.values()) program.dispose()
    this.programs.clear()
    this.left.dispose()
    for (const output of this.fadings.keys()) this.letGo(output)
    for (const pair of this.pairs) pair.dispose()
  }

  /** Where every output's chain has the shape of what it plays, or played lately: at once, with nothing compiled. False: there is more to do. */
  private changeNumbers(wish: Wish): boolean {
    if (this.waiting > 0 || this.gone || !this.renderer || wish.seconds > 0) return false
    const plans = new Map<LiveOutput, ChainPlan>()
    for (const [output, chain] of wish.chains) {
      const plan = chain && planChain(chain.link)
      if (!plan || !(this.plays(output, plan) || this.left.has(output, plan.signature))) return false
      plans.set(output, plan)
    }
    this.session.fulfilled(wish)
    for (const [output, plan] of plans) {
      if (!this.plays(output, plan)) this.putBack(output, plan)
      this.programs.get(output)?.take(plan)
    }
    return true
  }

  private plays(output: LiveOutput, { signature }: ChainPlan): boolean {
    return this.programs.get(output)?.plan.signature === signature
  }

  private putBack(output: LiveOutput, { signature }: ChainPlan): void {
    const back = this.left.take(output, signature)
    const old = this.programs.get(output)
    this.letGo(output)
    if (old) this.left.keep(old)
    if (back) this.programs.set(output, back)
  }

  private async change(wish: Wish): Promise<void> {
    const { renderer, session } = this
    if (!renderer || this.gone) return
    const fresh = new Map<LiveOutput, LiveProgram>()
    const same = new Map<LiveProgram, ChainPlan>()
    try {
      for (const [output, chain] of wish.chains) {
        if (!chain) continue
        const plan = planChain(chain.link)
        const playing = this.programs.get(output)
        if (playing?.plan.signature === plan.signature) same.set(playing, plan)
        else {
          const back = this.left.take(output, plan.signature)
          const program = back ?? this.program(output, chain)
          fresh.set(output, program)
          if (back) back.take(plan)
          else await this.compiled(renderer, output, program)
        }
      }
    } catch (thrown) {
      for (const program of fresh.values()) program.dispose()
      throw thrown
    }
    // The stage may have gone meanwhile; the next one begins with what the session says.
    session.fulfilled(wish)
    if (this.gone) {
      for (const program of fresh.values()) program.dispose()
      return
    }
    for (const [program, plan] of same) program.take(plan)
    for (const [output, chain] of wish.chains) {
      const next = fresh.get(output)
      if (!next && chain) continue
      this.letGo(output)
      const old = this.programs.get(output)
      if (old && next && wish.seconds > 0)
        this.fadings.set(output, new Fading(old, this.pair(output).newest, wish.seconds, this.st))
      else if (old) this.left.keep(old)
      if (next) this.programs.set(output, next)
      else this.programs.delete(output)
    }
  }

  private async compiled(renderer: WebGPURenderer, output: LiveOutput, program: LiveProgram): Promise<void> {
    const said: string[] = []
    const stop = listenToThree((message) => {
      if (/TSL:|stage\/live|Shader Error/.test(message)) said.push(reasonIn(message))
    })
    try {
      await program.compile(renderer, this.pair(output).newest)
    } finally {
      stop()
    }
    if (said[0] !== undefined) throw new Error(said[0])
  }

  private drawOutputs(renderer: WebGPURenderer): void {
    const { pairs, programs, tick } = this
    for (const pair of pairs) {
      if (pair.refilter()) pair.clear(renderer)
      const program = programs.get(pair.output)
      if (program) {
        pair.flip()
        const before = (output: LiveOutput): RenderTarget => this.pair(output).before
        program.draw(renderer, tick, pair.newest, before)
        this.drawLeaving(renderer, pair, before)
      } else pair.clear(renderer)
    }
    this.call('afterUpdate')
    this.sinceDrawn = 0
    tick.frame++
  }

  private drawLeaving(renderer: WebGPURenderer, pair: OutputPair, before: (output: LiveOutput) => RenderTarget): void {
    const leaving = this.fadings.get(pair.output)
    if (!leaving) return
    leaving.draw(renderer, this.tick, pair.newest, before)
    if (leaving.over) this.letGo(pair.output)
  }

  private letGo(output: LiveOutput): void {
    this.fadings.get(output)?.dispose()
    this.fadings.delete(output)
  }

  private show(): void {
    this.nodes.forEach((node, i) => {
      const pair = this.pairs[i]
      if (pair) node.value = pair.newest.texture
    })
  }

  /** The sketch's own function. One that throws is told of once and does not run again. */
  private call(name: 'update' | 'afterUpdate'): void {
    const { session } = this
    try {
      session[name]?.(this.sinceDrawn * 1000)
    } catch (thrown) {
      session[name] = null
      this.options.tell(`${name} failed: ${messageOf(thrown)}. It does not run again until it is set anew.`, thrown)
    }
  }

  private showing(): Sampler {
    const readers = this.nodes.map((node) => samplerOf(node, vec2(0)))
    const [first = nowhere, second = nowhere, third = nowhere, fourth = nowhere] = readers
    return (st: Vec2Node) => {
      const quarter = fract(st.mul(2))
      const left = select(st.y.lessThan(0.5), first(quarter), second(quarter))
      const right = select(st.y.lessThan(0.5), third(quarter), fourth(quarter))
      return select(st.x.lessThan(0.5), left, right)
    }
  }

  private program(output: LiveOutput, chain: LiveChain): LiveProgram {
    const { sampler, tell } = this.options
    const node = (read: LiveOutput): TextureNode => firstRowSlot(this.pair(read).before)
    const { props, painter } = this.session
    return new LiveProgram(chain, output, { node, sampler, props, painter, st: this.st }, tell)
  }

  private pair(output: LiveOutput): OutputPair {
    const pair = this.pairs[output.index]
    if (!pair) throw new Error(`There is no output ${output.index}.`)
    return pair
  }
}

/** The first mistake that a shader's compiler found, where it tells of one among all of the shader's text. */
function reasonIn(message: string): string {
  const [, mistake] = /ERROR: \d+:\d+: (.+)/.exec(message) ?? []
  return mistake === undefined ? message : `The shader cannot be compiled: ${mistake.trim()}.`
}

const nowhere: Sampler = () => vec4(0)
