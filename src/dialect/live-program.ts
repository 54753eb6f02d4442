// One output's chain at work: its shader, its numbers and its passes. Another chain of the same shape moves in without a new shader.
import type { RenderTarget, TextureNode, WebGPURenderer } from 'three/webgpu'
import { vec2 } from 'three/tsl'
import type { Tick } from '../contracts/frame'
import type { PaintApi } from '../contracts/model'
import type { Pixels } from '../core/units'
import { Graph } from '../stage/graph'
import { samplerOf } from '../stage/passes'
import { FullscreenPass } from '../stage/fullscreen-pass'
import type { FloatNode, Sampler, Vec2Node } from '../stage/sampler'
import { planChain, type ChainPlan } from './chain-plan'
import { compileChain } from './compile-chain'
import type { LiveChain, LiveProps } from './live-chain'
import { LiveNumber, type Complain } from './live-number'
import { LiveOutput } from './live-output'
import { LiveScene } from './live-scene'
import type { LiveTexture } from './live-texture'
import { knowStyle, StylePass } from './style-pass'

/** What a program reads that is not its own. */
export interface ProgramWorld {
  /** Reads an output; its value is set before every draw. */
  node(output: LiveOutput): TextureNode
  /** Whatever else a chain can read; `graph` lives as long as the program. */
  sampler(texture: LiveTexture, graph: Graph): Sampler
  readonly painter: PaintApi | null
  readonly props: LiveProps
  /** Where a pass that draws an output is. */
  readonly st: Vec2Node
}

/** Every device hands over 15, and the place in the picture may be one of them. */
const CORNERS = 12

export class LiveProgram {
  plan: ChainPlan
  private readonly numbers: readonly LiveNumber[]
  private readonly graph: Graph
  private readonly quad: FullscreenPass
  private readonly reads = new Map<LiveOutput, TextureNode>()
  private readonly told = new Set<string>()
  /** The painters' passes in it. */
  readonly styles: StylePass[] = []

  constructor(
    chain: LiveChain,
    readonly output: LiveOutput,
    private readonly world: ProgramWorld,
    private readonly tell: Complain,
  ) {
    this.graph = new Graph(`stage/live ${output.key}`, world.props.width, world.props.height)
    this.plan = planChain(chain.link)
    this.numbers = this.plan.numbers.map((number) => new LiveNumber(number))
    const { graph } = this
    const sampler = compileChain(chain.link, this.plan, {
      time: graph.time,
      resolution: graph.resolution,
      effects: graph,
      corners: CORNERS,
      previous: this.reader(output),
      number: (place) => this.at(place),
      style: (input, strength, weights) => this.style(input, strength, weights),
      texture: (texture) => {
        if (texture instanceof LiveOutput) return this.reader(texture)
        if (texture instanceof LiveScene) graph.defer(texture.use())
        return world.sampler(texture, graph)
      },
    })
    this.quad = new FullscreenPass(`stage/live ${output.key}/draw`, sampler(world.st))
    this.take(this.plan)
  }

  /** True when it holds no pictures, and is cheap to keep. */
  get light(): boolean {
    return this.graph.light
  }

  /** Plays `plan`, which has this one's signature, from now on. */
  take(plan: ChainPlan): void {
    this.plan = plan
    this.told.clear()
    plan.numbers.forEach((number, i) => this.at(i).take(number, this.world.props, this.complain))
  }

  async compile(renderer: WebGPURenderer, target: RenderTarget): Promise<void> {
    await this.graph.compile(renderer)
    await this.quad.compile(renderer, target)
  }

  /** @param before gives the picture of an output that this one sees */
  draw(renderer: WebGPURenderer, tick: Tick, target: RenderTarget, before: (output: LiveOutput) => RenderTarget): void {
    for (const number of this.numbers) number.sample(this.world.props, this.complain)
    for (const [output, node] of this.reads) node.value = before(output).texture
    this.graph.sample(tick)
    this.graph.draw(renderer)
    this.quad.draw(renderer, target)
  }

  resize(width: Pixels, height: Pixels): void {
    this.graph.resize(width, height)
  }

  dispose(): void {
    this.quad.dispose()
    this.graph.dispose()
  }

  private style(input: Sampler, strength: FloatNode, weights: ReadonlyMap<string, number>): Sampler {
    const { painter } = this.world
    for (const name of weights.keys()) knowStyle(name, painter)
    const { graph, output } = this
    const pass = new StylePass(`stage/live ${output.key}/style ${this.styles.length}`, input, strength, {
      aspect: () => graph.width / graph.height,
      painter,
      weight: (name) => Number(this.at(weights.get(name) ?? 0).node.value),
      names: [...weights.keys()],
    })
    this.styles.push(graph.add(pass))
    return pass.output
  }

  private reader(output: LiveOutput): Sampler {
    const node = this.reads.get(output) ?? this.world.node(output)
    this.reads.set(output, node)
    return samplerOf(node, vec2(1).div(this.graph.resolution))
  }

  private at(place: number): LiveNumber {
    const number = this.numbers[place]
    if (!number) throw new Error(`A chain of ${this.numbers.length} numbers was asked for number ${place}.`)
    return number
  }

  /** Each of a chain's troubles is told once. */
  private readonly complain: Complain = (text, thrown) => {
    if (this.told.has(text)) return
    this.told.add(text)
    this.tell(text, thrown)
  }
}
