// The mask's parameters at work: where it is, how it moves, what is drawn, and what is said where it can not be.
import { beforeEach, describe, expect, it } from 'vitest'
import { planModel } from '../../../test/contracts/model.made'
import { tinyModel } from '../../../test/contracts/model.tiny'
import type { Painter } from '../../contracts/model'
import type { StyleMask } from '../../contracts/style'
import { Log } from '../../core/log'
import { readStrokes, writeStrokes } from '../../contracts/mask-strokes'
import { Show } from '../../show/show'
import type { LoadedModel } from '../loaded-model'
import type { RoomStyle } from '../manifest'
import { drawStrokes } from './draw-strokes'
import { MaskControls } from '../../style/mask/mask-controls'
import { NO_BEAT } from '../../style/path/path-clock'
import { maskNumbers, maskPlane } from './mask-shape'

const model = planModel(tinyModel())
const STYLES: RoomStyle[] = [
  { id: 'warm', title: 'Warm', model: model.header.id, inModel: 'warm' },
  { id: 'cold', title: 'Cold', model: model.header.id, inModel: 'cold' },
  { id: 'far', title: 'Far', model: 'other', inModel: 'far' },
]
const FIRST = Float64Array.of(1, 0, 0)

let now = 0
let heard = { ...NO_BEAT }
let log: Log
let show: Show
let desk: MaskControls
/** Needs nothing for masks. */
const painter = { backend: 'wasm' } as Painter

beforeEach(() => {
  now = 0
  heard = { ...NO_BEAT }
  log = new Log(() => now)
  show = new Show(() => now, log)
  show.define('style/seconds', { kind: 'number', label: '', min: 0, max: 9, default: 0 })
  desk = new MaskControls(show, log, heard)
  desk.setStyles(STYLES)
})

const set = (name: string, value: string | number | boolean): void =>
  void show.send({ target: `style/mask${name}`, value, origin: 'panel' })
const after = (seconds: number, by: Painter = painter, of: LoadedModel = model): StyleMask | null => {
  now += seconds
  desk.update(now)
  return desk.maskFor(by, of, FIRST, now, 16 / 9)
}

describe('the mask', () => {
  it('is off until it is asked for, and comes and goes as slowly as styles', () => {
    expect(after(0)).toBeNull()
    show.send({ target: 'style/seconds', value: 2, origin: 'panel' })
    set('', 'wipe')
    after(0)
    expect(after(1)?.mix).toEqual({ warm: 0.125, cold: 0.875 })
    expect(after(1)?.mix).toEqual({ cold: 1 })
    set('', 'off')
    after(0)
    expect(after(1)?.shape.kind).toBe('wipe')
    expect(after(1)).toBeNull()
  })

  it('moves there and back by seconds, or by the beats that are heard', () => {
    set('', 'wipe')
    set('/position', 0.25)
    expect(after(0)?.shape.position).toBe(0.25)
    set('/speed', 0.5)
    expect(after(1)?.shape.position).toBeCloseTo(0.75, 9)
    const key = MaskControls.key(after(0))
    expect(after(1)?.shape.position).toBeCloseTo(0.75, 9)
    expect(MaskControls.key(after(0.25))).not.toBe(key)
    Object.assign(heard, { source: 'heard', beat: 7 })
    after(0)
    Object.assign(heard, { beat: 7.5, phase: 0.5 })
    expect(after(0.5)?.shape.position).toBeCloseTo(0.375, 9)
    set('/speed', 0)
    expect(after(3)?.shape.position).toBe(0.25)
  })

  it('waits for what the painter needs, and says when it does not get it', async () => {
    let armed = 0
    const slow = { backend: 'webgpu', arm: () => Promise.resolve(void armed++) } as Painter
    set('', 'radial')
    expect(after(0, slow)).toBeNull()
    await desk.ready(slow, now)
    expect(after(0, slow)?.shape.kind).toBe('radial')
    const broken = { backend: 'webgpu', arm: () => Promise.reject(new Error('no')) } as Painter
    after(0, broken)
    await desk.ready(broken, now)
    expect(after(0, broken)).toBeNull()
    set('/style', 'far')
    after(0)
    after(0)
    const user = { ...model, kind: 'graph', topology: {}, specs: [], data: new ArrayBuffer(0) } as LoadedModel
    expect(after(0, painter, user)).toBeNull()
    expect(log.notices.map(({ text }) => text)).toEqual([
      'The GPU refused what masks need (no). Painting without the mask; ?backend=wasm can paint it on the processor.',
      "The mask's style, far, belongs to another model than the styles that play, and one painting has one model. Painting without the mask; choose a style of the same bank.",
      `The model '${model.header.title}' has a single style, which no mask can change. It paints without the mask; choose a style of a bank.`,
    ])
  })

  it('is drawn in strokes that are kept as text', () => {
    const text = 'd200 100,500 900,500;e400 500,500;nonsense'
    const strokes = readStrokes(text)
    expect(writeStrokes(strokes)).toBe('d200 100,500 900,500;e400 500,500')
    set('', 'drawn')
    set('/drawing', text)
    const drawing = after(0)?.shape.drawing
    const at = (x: number, y: number): number | undefined =>
      drawing?.data[Math.floor(y * drawing.height) * drawing.width + Math.floor(x * drawing.width)]
    expect([at(0.2, 0.5), at(0.5, 0.5), at(0.8, 0.5), at(0.2, 0.9)]).toEqual([255, 0, 255, 0])
    expect(after(0)?.shape.drawing).toBe(drawing)
    set('/drawing', 'd200 500,500')
    expect(after(0)?.shape.drawing?.version).not.toBe(drawing?.version)
    expect(drawStrokes([], 1, 1)).toBeNull()
  })
})

it.each([
  ['a wipe from the left', { kind: 'wipe', angle: 0 }, [1, 0, 1, 0]],
  ['a wipe from above', { kind: 'wipe', angle: Math.PI / 2 }, [1, 1, 0, 0]],
  ['light', { kind: 'luminance', angle: 0 }, [1, 0, 0, 1]],
] as const)('%s has its half', (_, { kind, angle }, expected) => {
  const rgba = [255, 0, 0, 255].flatMap((v) => [v, v, v, 255])
  const out = new Float32Array(4)
  const shape = { kind, angle, position: 0.5, softness: 0, invert: false, drawing: null } as const
  maskPlane(maskNumbers(shape, 2, 2), rgba, 2, 2, null, out)
  expect([...out]).toEqual(expected)
})
