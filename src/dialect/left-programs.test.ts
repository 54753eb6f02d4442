// Programs that left the stage: which are kept, which come back, which are let go.
import { vec2, vec4 } from 'three/tsl'
import { describe, expect, it } from 'vitest'
import { makeTarget } from '../stage/targets'
import { firstRowSlot } from './first-row'
import { LeftPrograms } from './left-programs'
import { sourceFunction, type LiveChain } from './live-chain'
import type { LiveOutput } from './live-output'
import { LiveProgram } from './live-program'
import { LiveSession } from './live-session'
import { functions } from './records'

const session = new LiveSession({
  sources: { open: () => Promise.resolve(), newest: () => null },
  made: () => undefined,
})
const o0 = session.output(0)
const o1 = session.output(1)
const target = makeTarget('stage/live test/target', 4, 4)

class Watched extends LiveProgram {
  gone = 0
  size = ''

  override resize(width: number, height: number): void {
    super.resize(width, height)
    this.size = `${width}x${height}`
  }

  override dispose(): void {
    this.gone++
    super.dispose()
  }
}

function osc(...args: unknown[]): LiveChain {
  const record = functions.find(({ name }) => name === 'osc')
  if (!record) throw new Error('There is no osc.')
  return sourceFunction(record, null)(...args)
}

function program(chain: LiveChain, output: LiveOutput = o0): Watched {
  const world = {
    node: () => firstRowSlot(target),
    sampler: () => () => vec4(0),
    painter: null,
    props: session.props,
    st: vec2(0),
  }
  return new Watched(chain, output, world, () => undefined)
}

describe('programs that left', () => {
  it('come back once, by what they are made of and where they were', () => {
    const left = new LeftPrograms()
    const gone = program(osc(3).rotate(1))
    const { signature } = gone.plan
    left.keep(gone)
    expect([left.has(o0, signature), left.has(o1, signature), left.has(o0, program(osc()).plan.signature)]).toEqual([
      true,
      false,
      false,
    ])
    expect(left.take(o1, signature)).toBe(null)
    expect(left.take(o0, signature)).toBe(gone)
    expect(left.take(o0, signature)).toBe(null)
    expect(gone.gone).toBe(0)
  })

  it('are four at most: the one that left longest ago is let go', () => {
    const left = new LeftPrograms()
    const chains = [osc(), osc().invert(), osc().rotate(), osc().scale(), osc().kaleid()]
    const programs = chains.map((chain) => program(chain))
    for (const each of programs) left.keep(each)
    expect(programs.map(({ gone }) => gone)).toEqual([1, 0, 0, 0, 0])
    left.dispose()
    expect(programs.map(({ gone }) => gone)).toEqual([1, 1, 1, 1, 1])
    expect(programs.some(({ output, plan }) => left.has(output, plan.signature))).toBe(false)
  })

  it('with pictures of their own are not kept', () => {
    const left = new LeftPrograms()
    const heavy = program(osc().feedback())
    left.keep(heavy)
    expect([heavy.light, heavy.gone, left.has(o0, heavy.plan.signature)]).toEqual([false, 1, false])
  })

  it('are resized with the stage', () => {
    const left = new LeftPrograms()
    const one = program(osc())
    left.keep(one)
    left.resize(8, 6)
    expect(one.size).toBe('8x6')
  })
})
