// The harness measures the engine, so it is measured first: file headers, colours, and the arithmetic of differences.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { panOver, writeFilm } from './harness-films'
import {
  colourAt,
  contrast,
  meanColour,
  meanDifference,
  readPng,
  worstDifference,
  writePng,
  type Raster,
  type Rgb,
} from './harness-pictures'
import { drumLoop, silence, tone, writeSound } from './harness-sounds'

const folder = mkdtempSync(join(tmpdir(), 'impasto-harness-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function picture(width: number, height: number, colour: (x: number, y: number) => Rgb): Raster {
  const data = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) data.set([...colour(i % width, Math.floor(i / width)), 255], i * 4)
  return { width, height, data }
}

describe('films', () => {
  it('are y4m with a header, and one FRAME of 4:2:0 for each frame', () => {
    const path = join(folder, 'red.y4m')
    writeFilm(path, { width: 4, height: 2, fps: 15, seconds: 0.2, draw: () => [255, 0, 0] })
    const file = readFileSync(path)
    const header = 'YUV4MPEG2 W4 H2 F15:1 Ip A1:1 C420jpeg\n'
    expect(file.toString('latin1', 0, header.length)).toBe(header)
    expect(file.length).toBe(header.length + 3 * ('FRAME\n'.length + 12))
    expect(file.toString('latin1', header.length, header.length + 6)).toBe('FRAME\n')
  })

  it.each([
    ['black', [0, 0, 0], [16, 128, 128]],
    ['white', [255, 255, 255], [235, 128, 128]],
    ['red', [255, 0, 0], [63, 102, 240]],
    ['green', [0, 255, 0], [173, 42, 26]],
    ['blue', [0, 0, 255], [32, 240, 118]],
  ] as const)('write %s as BT.709 in limited range', (name, rgb, yuv) => {
    const path = join(folder, `${name}.y4m`)
    writeFilm(path, { width: 2, height: 2, fps: 1, seconds: 1, draw: () => rgb })
    expect([...readFileSync(path).subarray(-6)]).toEqual([yuv[0], yuv[0], yuv[0], yuv[0], yuv[1], yuv[2]])
  })

  it('keep what is above above and what is left left', () => {
    const path = join(folder, 'corner.y4m')
    writeFilm(path, {
      width: 4,
      height: 4,
      fps: 1,
      seconds: 1,
      draw: (_, x, y) => (x < 2 && y < 2 ? [255, 255, 255] : [0, 0, 0]),
    })
    const luma = [...readFileSync(path).subarray(-24, -8)]
    expect(luma).toEqual([235, 235, 16, 16, 235, 235, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16])
  })

  it('refuse odd sides', () => {
    const odd = { width: 3, height: 2, fps: 1, seconds: 1, draw: () => [0, 0, 0] as const }
    expect(() => writeFilm(join(folder, 'odd.y4m'), odd)).toThrow('A 4:2:0 film has even sides: got 3x2.')
  })

  it('pan over a picture and come back, never leaving it', () => {
    const ramp = picture(100, 60, (x, y) => [x, y, 0])
    const film = panOver(ramp, { width: 32, height: 18, fps: 10, seconds: 4 })
    const lefts = Array.from({ length: 41 }, (_, frame) => film.draw(frame, 0, 0)[0])
    expect(lefts[0]).toBe(0)
    expect(lefts[20]).toBeGreaterThan(5)
    expect(lefts[40]).toBe(0)
    for (let frame = 0; frame < 40; frame++) expect(film.draw(frame, 31, 17)[0]).toBeLessThanOrEqual(99)
  })
})

describe('sounds', () => {
  it('are 16-bit mono WAV', () => {
    const path = join(folder, 'tone.wav')
    writeSound(path, { ...tone(440, 0.5, 1), sampleRate: 8000 })
    const file = readFileSync(path)
    expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ')
    expect(file.readUInt32LE(4)).toBe(file.length - 8)
    expect([file.readUInt16LE(20), file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual([
      1, 1, 8000, 16,
    ])
    expect(file.readUInt32LE(40)).toBe(0.5 * 8000 * 2)
    expect(file.readInt16LE(44 + 2 * 103)).toBe(Math.round(32767 * Math.sin((2 * Math.PI * 440 * 103) / 8000)))
  })

  it('clip instead of wrapping round', () => {
    const path = join(folder, 'loud.wav')
    writeSound(path, { seconds: 0.001, sampleRate: 2000, sample: (t) => (t === 0 ? 9 : -9) })
    const file = readFileSync(path)
    expect([file.readInt16LE(44), file.readInt16LE(46)]).toEqual([32767, -32767])
  })

  it('drum in whole bars, loudest on the beat, the same every time', () => {
    const loop = drumLoop(120, 8.3)
    expect(loop.seconds).toBe(8)
    const rate = 8000
    const heard = Array.from({ length: 2 * rate }, (_, i) => Math.abs(loop.sample(i / rate)))
    const energy = (from: number): number =>
      heard.slice(from * rate, (from + 0.1) * rate).reduce((sum, x) => sum + x * x, 0)
    expect(energy(0.5)).toBeGreaterThan(5 * energy(0.3))
    expect(drumLoop(120, 2).sample(0)).toBe(drumLoop(120, 2).sample(0))
    expect(silence(1).sample(0.5)).toBe(0)
  })
})

describe('pictures', () => {
  const grey = picture(4, 2, () => [100, 100, 100])

  it('differ by the mean and the worst distance of their colours, alpha apart', () => {
    const other = picture(4, 2, (x, y) => (x === 0 && y === 0 ? [124, 100, 100] : [100, 100, 100]))
    expect(meanDifference(grey, grey)).toBe(0)
    expect(meanDifference(grey, other)).toBe(1)
    expect(worstDifference(grey, other)).toBe(24)
    const clear = { ...grey, data: grey.data.map((value, i) => (i % 4 === 3 ? 0 : value)) }
    expect(meanDifference(grey, clear)).toBe(0)
  })

  it('compare only in one size', () => {
    expect(() =>
      meanDifference(
        grey,
        picture(2, 4, () => [0, 0, 0]),
      ),
    ).toThrow('Only pictures of one size compare: 4x2 and 2x4.')
  })

  it('have a mean colour, whole and in part, and a contrast', () => {
    const halves = picture(4, 2, (x) => (x < 2 ? [200, 0, 0] : [0, 0, 100]))
    expect(meanColour(halves)).toEqual([100, 0, 50])
    expect(meanColour(halves, { x: 2, y: 0, width: 2, height: 2 })).toEqual([0, 0, 100])
    expect(contrast(grey)).toBeCloseTo(0, 5)
    expect(contrast(picture(4, 2, (x) => (x < 2 ? [0, 0, 0] : [255, 255, 255])))).toBeCloseTo(127.5, 5)
    expect(() => colourAt(grey, 4, 0)).toThrow('There is no pixel 4, 0 in a picture of 4x2.')
  })

  it('go to PNG and back', () => {
    const path = join(folder, 'deep', 'corner.png')
    const corner = picture(3, 2, (x, y) => [x * 80, y * 200, 7])
    writePng(path, corner)
    expect(meanDifference(readPng(path), corner)).toBe(0)
  })
})
