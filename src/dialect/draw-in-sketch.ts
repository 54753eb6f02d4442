// A chain of the dialect inside a sketch of TypeScript: part of the sketch's own drawing, in its own time.
import { vec4 } from 'three/tsl'
import { ImpastoError } from '../core/errors'
import type { Backstage } from '../stage/define-sketch'
import { paintingChain, rawChain } from '../stage/picture-source'
import type { Sampler } from '../stage/sampler'
import { planChain } from './chain-plan'
import { compileChain } from './compile-chain'
import type { LiveChain, LiveProps } from './live-chain'
import { LiveNumber, type Complain } from './live-number'
import { LivePicture } from './live-picture'
import { LiveScene } from './live-scene'
import type { LiveTexture } from './live-texture'
import { LIVE_BPM } from './sequence'
import { Timeline } from '../transport/timeline'

/** @throws {ImpastoError} the chain reads or asks for what only live code has */
export function drawInSketch(
  chain: LiveChain,
  { graph, pictures }: Pick<Backstage, 'graph' | 'pictures'>,
  complain: Complain,
): Sampler {
  const plan = planChain(chain.link)
  const props: LiveProps = {
    get time() {
      return graph.time.value
    },
    bpm: LIVE_BPM,
    clock: new Timeline(LIVE_BPM),
    speed: 1,
    mouse: { x: 0, y: 0 },
    get width() {
      return graph.width
    },
    get height() {
      return graph.height
    },
    get resolution(): readonly [number, number] {
      return [graph.width, graph.height]
    },
  }
  const numbers = plan.numbers.map((planned) => {
    const number = new LiveNumber(planned)
    number.take(planned, props, complain)
    return number
  })
  graph.onFrame(() => {
    for (const number of numbers) number.sample(props, complain)
  })
  const texture = (read: LiveTexture): Sampler => {
    if (read instanceof LivePicture) {
      const source = read.of === 'picture' ? rawChain(graph, pictures) : paintingChain(graph, pictures)
      return source.fit(read.how).sampler
    }
    if (read instanceof LiveScene) {
      return graph.scene(read.scene, read.camera)
    }
    throw onlyLive(read.key)
  }
  const write = (previous: Sampler): Sampler =>
    compileChain(chain.link, plan, {
      time: graph.time,
      resolution: graph.resolution,
      effects: graph,
      // Other chains may stand in the same shader.
      corners: 0,
      previous,
      number: (place) => {
        const number = numbers[place]
        if (!number) throw new Error(`A chain of ${numbers.length} numbers was asked for number ${place}.`)
        return number
      },
      texture,
      style: () => {
        throw onlyLive('.style()')
      },
    })
  if (!plan.signature.includes('prev')) return write(() => vec4(0))
  return graph.history('prev', write, { depth: '8bit', filter: 'nearest' })
}

function onlyLive(what: string): ImpastoError {
  return new ImpastoError({
    asked: `A chain of a sketch asked for ${what}`,
    found: 'only live code has it',
    remedy: 'Begin with osc(), camera(), painting() or scene() here.',
  })
}
