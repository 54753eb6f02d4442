// What the bench's command line is taken for, and what it says to what it can't take.
import { expect, it } from 'vitest'
import { readArguments } from './arguments'

const PARTS = ['painters', 'start', 'webgpu', 'wasm', 'audio', 'live'] as const
const wanted = (...args: string[]): string[] => PARTS.filter((part) => readArguments(args).wants(part))

it('measures everything by itself, only the runtimes with a size, and one part by name', () => {
  expect(wanted()).toEqual([...PARTS])
  expect(wanted('--size', '256x256')).toEqual(['painters'])
  expect(wanted('--only', 'audio')).toEqual(['audio'])
  expect(readArguments(['--only', 'same']).wants('same')).toBe(true)
  expect(readArguments([]).wants('same')).toBe(false)
  expect(wanted('--only=wasm', '--frames=100')).toEqual(['wasm'])
})

it('reads what it is given', () => {
  expect(readArguments(['--size', '256x256', '--frames', '5', '--json'])).toMatchObject({
    size: '256x256',
    frames: 5,
    json: true,
    gpu: 'software',
    runtimes: null,
  })
  expect(readArguments(['--gpu', 'own', '--runtimes', 'a,b'])).toMatchObject({
    gpu: 'own',
    runtimes: 'a,b',
    frames: null,
  })
})

it.each([
  [
    ['--fast'],
    'There is no --fast. The bench takes --json, --frames, --size, --runtimes, --model, --style, --gpu, --only.',
  ],
  [['--size', 'large'], '--size is written 256x256: got large.'],
  [['--frames', '0'], '--frames takes a whole number from 1: got 0.'],
  [['--frames'], '--frames needs a value: --frames 5.'],
  [['--gpu', 'best'], '--gpu takes software or own: got best.'],
  [['--only', 'all'], '--only takes painters or start or webgpu or wasm or audio or live or same: got all.'],
])('says to %j what it takes', (args, sentence) => {
  expect(() => readArguments(args)).toThrow(sentence)
})
