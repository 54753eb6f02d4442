// What sketches bring along from elsewhere is found, or missed once without an end of the sketch.
import { describe, expect, it } from 'vitest'
import { LiveSession } from '#dialect'
import { compileLive } from './evaluate'
import { dialectNames } from './dialect-names'
import { familiarNames } from './hydra-compat'
import { LiveScope } from './live-scope'

const session = new LiveSession({
  sources: { open: () => Promise.resolve(), newest: () => null },
  made: () => undefined,
})

function desk(): { said: string[]; run(code: string): Promise<unknown> } {
  const said: string[] = []
  const familiar = familiarNames({ session, self: (): object => scope.self, tell: (text) => said.push(text) })
  const scope = new LiveScope(dialectNames(session), familiar)
  const helpers = { __turn: () => undefined, __link: () => undefined, __names: scope.own }
  const run = (code: string): Promise<unknown> =>
    compileLive(code, { isArrayLink: () => false, isReserved: (name) => scope.isKnown(name) }).run({
      scope: (assigned) => scope.proxy(assigned),
      self: scope.self,
      helpers,
    })
  return { said, run }
}

describe('names from elsewhere', () => {
  session.pace = 24.2
  it.each([
    ['hydraSynth.synth.o1 === o1'],
    ['hydra.o2 === o2 && synth.s0 === s0'],
    ['const h = new Hydra({ canvas: 1 }).synth; h.osc === osc'],
    ['initHydra().bpm === bpm'],
    ['stats.fps === 24'],
    ['tick(16) === undefined'],
  ])('%s', async (code) => {
    expect(await desk().run(code)).toBe(true)
  })

  it('give a band of the sound', async () => {
    session.ears.fft[1] = 0.25
    expect(await desk().run('[a1()(), a1(4, 3)(), a9()()]')).toEqual([0.25, 4, 0])
  })

  it('are free for the sketch', async () => {
    expect(await desk().run('let a1 = 3; hydra = 4; function P5() { return 5 }; [a1, hydra, P5()]')).toEqual([3, 4, 5])
  })

  it.each([
    [
      'vidRecorder.start()',
      'vidRecorder is not here, so it does nothing and the sketch goes on without it. Record the window with a program that records screens.',
    ],
    [
      'screencap()',
      'screencap is not here, so it does nothing and the sketch goes on without it. Press S outside the code to keep a still.',
    ],
    [
      "pb.setName('me'); pb.on('x', () => 1)",
      'pb is not here, so it does nothing and the sketch goes on without it. Show the window of another performer: s0.initScreen().',
    ],
    [
      'choo.state.text',
      'choo is not here, so it does nothing and the sketch goes on without it. Take it out of the sketch.',
    ],
    [
      'k = new P5({ width }); k.draw = () => 1; k.canvas.width + 1; await k; [...k]; k.hide(); await P5',
      'P5 is not here, so it does nothing and the sketch goes on without it. Draw on a canvas of your own: s0.init({ src: canvas }).',
    ],
  ])('%s is missed once', async (code, text) => {
    const { said, run } = desk()
    await run(code)
    await run(code)
    expect(said).toEqual([text])
  })
})
