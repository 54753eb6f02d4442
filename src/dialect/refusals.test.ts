// What the dialect refuses, in the words that a performer reads.
import { texture, vec2 } from 'three/tsl'
import { Texture } from 'three/webgpu'
import { describe, expect, it } from 'vitest'
import { Graph } from '../stage/graph'
import { drawInSketch } from './draw-in-sketch'
import { installMethod, LONGEST_CHAIN, sourceFunction, type Home, type LiveChain } from './live-chain'
import { LiveOutput } from './live-output'
import { LiveSchedule } from './live-schedule'
import { functions } from './records'
import { writtenFunction, type WrittenFunction } from './written-function'

const home: Home = { made: () => undefined, out: () => undefined }
function source(name: string, at: Home | null = null): (...args: unknown[]) => LiveChain {
  const record = functions.find((known) => known.name === name)
  if (!record) throw new Error(`There is no ${name}.`)
  return sourceFunction(record, at)
}
const osc = source('osc')
const given = (name: 'add' | 'style', ...args: unknown[]): unknown => Reflect.apply(osc()[name], osc(), args)

describe('a chain', () => {
  it.each<[string, () => unknown, string]>([
    [
      'of more than the picture is not fitted',
      () => osc().fit('contain'),
      ".fit('contain') was called: the chain is more than the picture or the painting. Put it first: painting.fit('contain').",
    ],
    [
      'has no .out() in a sketch file',
      () => osc().out(),
      '.out() was called in a sketch file: there it is the sketch that says what is shown. Give the chain back instead: setup: () => ({ show: osc() }).',
    ],
    [
      'is not mixed with nothing',
      () => given('add'),
      '.add() takes a picture: a chain, an output or a source: it was given nothing. Write for example .add(noise(3)).',
    ],
    [
      'does not begin with a date',
      () => source('src')(new Date(0)),
      'src() takes a picture: a chain, an output or a source: it was given a Date. Write for example src(o0).',
    ],
    [
      'is not painted by a number',
      () => given('style', 3),
      ".style() takes the name of a style, or a mix of them: it was given 3. Write for example .style('great-wave') or .style({ 'great-wave': 0.3, 'the-scream': 0.7 }).",
    ],
    [
      'is not painted by as much as another shows',
      () => given('style', 'udnie', osc()),
      ".style() takes numbers for its strength and for a mix: it was given a picture, and a painter paints the whole picture alike. Lay the painting on by a mask: osc(9).layer(camera().style('udnie').mask(noise(3))).",
    ],
    [
      'does not stand in itself',
      () => {
        const a = source('osc', home)()
        const b = source('noise', home)()
        a.add(b)
        b.add(a)
        return a.out()
      },
      'A chain was to be shown: it stands inside itself: a link changes the chain it is called on, and that one was given to another which it holds. Give away a copy: osc(9).add(waves.copy().rotate(1)), or make waves a function, () => osc(20).',
    ],
    [
      'has an end',
      () => Array.from({ length: 12 }).reduce<LiveChain>((chain) => chain.add(chain), osc()),
      `add() was to join a chain: the chain has more than ${LONGEST_CHAIN} calls already, which no graphics processor draws in time. Draw a part of it on another output and read that: src(o1).`,
    ],
    [
      'keeps the links that it has',
      () => installMethod({ kind: 'effect', name: 'out', effect: { name: 'out' } as never }),
      "The function 'out' wants to be a link of chains: chains have something of that name already. Give it another name.",
    ],
    [
      'of a sketch reads no output of live code',
      () =>
        drawInSketch(
          source('src')(new LiveOutput(2)),
          { graph: graph(), pictures: {} as never },
          () => undefined,
        )(vec2(0)),
      'A chain of a sketch asked for o2: only live code has it. Begin with osc(), camera(), painting() or scene() here.',
    ],
    [
      'of a sketch has no .style()',
      () => drawInSketch(osc().style('udnie'), { graph: graph(), pictures: {} as never }, () => undefined),
      'A chain of a sketch asked for .style(): only live code has it. Begin with osc(), camera(), painting() or scene() here.',
    ],
    [
      'is called in time that there is',
      () => new LiveSchedule().every(0, 'beat', () => undefined),
      "every() was called: it needs a number above 0, a unit and a function. Write for example every(4, 'beat', () => { … }); units are 'beat', 'bar' and 'second'.",
    ],
  ])('%s', (_, wrong, text) => {
    expect(wrong).toThrow(text)
  })
})

function graph(): Graph {
  return new Graph('stage/refusals', 4, 4)
}

describe('setFunction()', () => {
  const made = (written: Partial<WrittenFunction>, backend: 'webgpu' | 'webgl2' = 'webgl2'): unknown =>
    writtenFunction({ name: 'mine', type: 'src', ...written }, { backend: () => backend })
  const built = (written: Partial<WrittenFunction>, backend: 'webgpu' | 'webgl2', args = {}): unknown => {
    const record = writtenFunction({ name: 'mine', type: 'src', ...written }, { backend: () => backend })
    return Reflect.apply(record.build, record, [texture(new Texture()), args, {}])
  }

  it.each<[string, () => unknown, string]>([
    [
      'of a name that is none',
      () => made({ name: 'my own', glsl: '' }),
      "setFunction() was to add a function: it was given the name 'my own' and the type 'src'. Give a name that code can write, and one of the types src, coord, color, combine, combineCoord.",
    ],
    [
      'without a body',
      () => made({}),
      "setFunction() was to add a function: 'mine' has no body for this stage, which draws with WebGL 2, which reads glsl. Give a tsl function: it runs on both.",
    ],
    [
      'with one for the other stage',
      () => built({ wgsl: 'return vec4f();' }, 'webgl2'),
      "'mine' has no body for this stage, which draws with WebGL 2, which reads glsl. Give a tsl function: it runs on both.",
    ],
    [
      'that nobody brings to WebGPU',
      () => built({ glsl: 'return vec4(1.0);' }, 'webgpu'),
      "'mine' has no body for this stage, which draws with WebGPU, which reads wgsl. Give a tsl function: it runs on both.",
    ],
    [
      'of a texture that is none',
      () => built({ glsl: 'return vec4(1.0);', inputs: [{ name: 'tex', type: 'sampler2D' }] }, 'webgl2', { tex: 3 }),
      "A function of setFunction() takes a texture for 'tex': it was given a chain or a number, which is no texture. Draw the chain on another output and give that: osc().out(o1), then o1.",
    ],
  ])('%s', (_, wrong, text) => {
    expect(wrong).toThrow(text)
  })
})
