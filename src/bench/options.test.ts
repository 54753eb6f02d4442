// The bench's address, and what is said about what it can't take.
import { expect, it } from 'vitest'
import { DEFAULTS, parseSize, readBenchUrl } from './options'

it('asks for nothing special by itself', () => {
  expect(readBenchUrl('')).toEqual({ ...DEFAULTS, problems: [] })
})

it('takes everything that the command line needs', () => {
  const address = '?auto=1&size=256x256,1280x720&frames=5&runtimes=a,b&model=bank-1&style=udnie&pipeline=8&drift=60'
  expect(readBenchUrl(address)).toEqual({
    auto: true,
    sizes: [
      { width: 256, height: 256 },
      { width: 1280, height: 720 },
    ],
    frames: 5,
    runtimes: ['a', 'b'],
    models: ['bank-1'],
    style: 'udnie',
    pipeline: 8,
    drift: 60,
    problems: [],
  })
})

it('says what it does not understand, and goes on without it', () => {
  const { problems, sizes, frames } = readBenchUrl('?size=big,9x9,64x64&frames=-3')
  expect(sizes).toEqual([{ width: 64, height: 64 }])
  expect(frames).toBe(DEFAULTS.frames)
  expect(problems).toEqual([
    'The address says size=big; a size is written 256x256, sides from 16 to 4096. Left out.',
    'The address says size=9x9; a size is written 256x256, sides from 16 to 4096. Left out.',
    'The address says frames=-3; it takes a number from 1 to 1000. Taking 20.',
  ])
  expect(parseSize('5000x16')).toBeNull()
})
