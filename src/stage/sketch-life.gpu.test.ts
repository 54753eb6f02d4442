// Sketches on the stage: taking over, keeping their knobs, and every way of failing without taking the picture along.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImpastoError, messageOf } from '../core/errors'
import type { StyleMix } from '../contracts/style'
import { defineSketch, type SketchModule } from './define-sketch'
import { tsl } from './sketch-api'
import { at, testStage, type TestStage } from './test-stage'

let t: TestStage
let asked: [string | StyleMix, number | undefined][]
let returned: string[]

beforeEach(async () => {
  asked = []
  returned = []
  const style = {
    set: (wish: string | StyleMix, options: { seconds?: number }) => asked.push([wish, options.seconds]),
    styles: [{ id: 'great-wave', title: 'The Great Wave', model: 'bank-1' }],
  }
  t = await testStage(
    'webgpu',
    { width: 32, height: 16 },
    {
      style,
      onReturn: (id, { title }) => void returned.push(`${id}: ${title}`),
    },
  )
})

afterEach(async () => {
  await t.end()
})

const flat = (red: number, green: number, blue: number): SketchModule =>
  defineSketch({ title: 'Flat', about: '', setup: ({ solid }) => ({ show: solid(red, green, blue) }) })
const RED = flat(1, 0, 0)
const GREEN = flat(0, 1, 0)
const BLUE = flat(0, 0, 1)

async function middle(): Promise<number[]> {
  return at(await t.read(), 32, 16, 8).slice(0, 3)
}

const warnings = (): string[] => t.log.notices.filter((n) => n.level !== 'info').map((n) => n.text)

describe('a sketch', () => {
  it('takes over in a crossfade', async () => {
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    t.play()
    expect(await middle()).toEqual([255, 0, 0])
    await t.stage.load(BLUE, { id: 'blue', seconds: 1 })
    t.play(4, 0.1)
    // Four tenths of the way on a curve that is slow at both ends: 0.352.
    expect(await middle()).toEqual([165, 0, 90])
    t.play(7, 0.1)
    expect(await middle()).toEqual([0, 0, 255])
    expect(t.stage.sketch).toBe('blue')
  })

  it('that comes during a crossfade takes over from the mix that is seen, without a jump', async () => {
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    t.play()
    await t.stage.load(BLUE, { id: 'blue', seconds: 1 })
    t.play(5, 0.1)
    expect(await middle()).toEqual([127, 0, 127])
    await t.stage.load(GREEN, { id: 'green', seconds: 1 })
    t.play(1, 0)
    expect(await middle()).toEqual([127, 0, 127])
    t.play(5, 0.1)
    // Blue covers red by now, green half of both.
    expect(await middle()).toEqual([0, 127, 127])
    t.play(5, 0.1)
    expect(await middle()).toEqual([0, 255, 0])
  })

  it('is one of three at most, however fast they are asked for; all but the last are gone in the end', async () => {
    const gone: string[] = []
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      const passing = defineSketch({
        title: id,
        about: '',
        setup: ({ solid }) => ({ show: solid(1, 1, 1), dispose: () => void gone.push(id) }),
      })
      await t.stage.load(passing, { id, seconds: 1 })
      t.play(1, 0.01)
    }
    expect(gone).toEqual(['a', 'b'])
    t.play(11, 0.1)
    expect(gone).toEqual(['a', 'b', 'c', 'd'])
  })

  it('keeps the values of its knobs when it is swapped for a newer one, and the panel shows the new ones', async () => {
    const knobbed = (label: string, max: number): SketchModule =>
      defineSketch({
        title: 'K',
        about: '',
        knobs: {
          red: { kind: 'number', label, min: 0, max, default: 0.2 },
          on: { kind: 'toggle', label: 'On', default: true },
        },
        setup: ({ solid, knob }) => ({ show: solid(0, 0, 0).grade({ lift: () => knob.red() * knob.on() }) }),
      })
    await t.stage.load(knobbed('Red', 1), { id: 'k', seconds: 0 })
    t.show.send({ target: 'sketch/k/red', value: 0.4, origin: 'panel' })
    await t.stage.load(knobbed('Crimson', 2), { id: 'k', seconds: 0 })
    t.play(2)
    expect(t.show.param('sketch/k/red')).toMatchObject({ value: 0.4, spec: { label: 'Crimson', max: 2 } })
    expect(await middle()).toEqual([102, 102, 102])
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    expect(t.show.params('sketch/')).toEqual([])
  })

  it('asks for its style from when it is on stage', async () => {
    const wishing = defineSketch({
      title: 'W',
      about: '',
      style: 'great-wave',
      setup({ solid, setStyle, styles, paintedMix }) {
        if (styles[0]?.id === 'great-wave') setStyle({ 'great-wave': 1 }, { seconds: 2 })
        expect(paintedMix()).toEqual({})
        expect(asked).toEqual([])
        return { show: solid(0, 0, 0) }
      },
    })
    await t.stage.load(wishing, { id: 'w', seconds: 0 })
    expect(asked).toEqual([[{ 'great-wave': 1 }, 2]])
    await t.stage.load(defineSketch({ ...RED, style: 'great-wave' }), { id: 'v', seconds: 0 })
    expect(asked).toHaveLength(2)
    expect(asked[1]).toEqual(['great-wave', undefined])
  })

  it('that cannot be set up leaves the old one playing with its knobs, and says where', async () => {
    const good = defineSketch({
      title: 'Good',
      about: '',
      knobs: { light: { kind: 'number', label: 'Light', min: 0, max: 1, default: 1 } },
      setup: ({ solid }) => ({ show: solid(1, 0, 0) }),
    })
    await t.stage.load(good, { id: 'mine', seconds: 0 })
    t.show.send({ target: 'sketch/mine/light', value: 0.3, origin: 'panel' })
    const broken = defineSketch({
      title: 'Broken',
      about: '',
      knobs: { other: { kind: 'number', label: 'Other', min: 0, max: 1, default: 1 } },
      setup() {
        throw new TypeError('painting.bloop is not a function')
      },
    })
    const failed = await t.stage.load(broken, { id: 'mine', seconds: 0 }).catch((thrown: unknown) => thrown)
    expect(failed).toBeInstanceOf(ImpastoError)
    expect(String(failed)).toContain(
      "Sketch 'mine' was asked for its setup: painting.bloop is not a function. What was playing plays on; mend the sketch and save it again. (sketch mine › setup",
    )
    t.play(2)
    expect(await middle()).toEqual([255, 0, 0])
    expect(t.show.params('sketch/').map((p) => [p.address, p.value])).toEqual([['sketch/mine/light', 0.3]])
  })

  it('whose shader does not compile is refused with the reason', async () => {
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    const bad = defineSketch({
      title: 'Bad',
      about: '',
      setup: ({ chain }) => ({
        show: chain(() => Reflect.apply(tsl.vec4, null, [tsl.expression('nonsense', 'float')])),
      }),
    })
    await expect(t.stage.load(bad, { id: 'bad', seconds: 0 })).rejects.toThrow(
      /^Sketch 'bad' was asked for its shaders: .*plays on/s,
    )
    t.play(2)
    expect(await middle()).toEqual([255, 0, 0])
  })

  it('is not mistaken about its links', async () => {
    const wrong: [string, SketchModule['setup']][] = [
      [
        ".bloom() takes { strength, threshold, radius }: it was given 'strenght'. Leave that out",
        (s) => ({ show: Reflect.apply(s.picture.bloom, s.picture, [{ strenght: 1 }]) }),
      ],
      [
        '.mix() takes a chain as its other: nothing was given. Write it as .mix(other, { … }).',
        (s) => ({ show: Reflect.apply(s.picture.mix, s.picture, []) }),
      ],
      [
        ".bloom() takes a number or a signal as its radius: it was given 'big'.",
        (s) => ({ show: Reflect.apply(s.picture.bloom, s.picture, [{ radius: 'big' }]) }),
      ],
    ]
    for (const [text, setup] of wrong) {
      await expect(t.stage.load({ title: '', about: '', setup }, { id: 'wrong' })).rejects.toThrow(text)
    }
  })

  it('that throws while it plays keeps its last picture, is told of once, and gives way to the one before', async () => {
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    t.play()
    let fail = false
    const shaky = defineSketch({
      title: 'Shaky',
      about: '',
      setup: ({ solid }) => ({
        show: solid(0, 1, 0),
        frame() {
          if (fail) throw new RangeError('no such note')
        },
      }),
    })
    await t.stage.load(shaky, { id: 'shaky', seconds: 0 })
    t.play(3)
    fail = true
    t.play(5)
    expect(await middle()).toEqual([0, 255, 0])
    expect(warnings()).toEqual([
      "Sketch 'shaky' was asked for its frame: no such note. Its last picture stays; mend the sketch and save it again. (sketch shaky › frame)",
    ])
    t.play(6)
    await expect.poll(() => t.stage.sketch).toBe('red')
    t.play(60)
    expect(await middle()).toEqual([255, 0, 0])
    expect(warnings().at(-1)).toBe("Sketch 'shaky' went on failing. 'Flat' comes back; mend 'shaky' and save it again.")
    expect(returned).toEqual(['red: Flat'])
  })

  it('that fails after one that can not come back either leaves its last picture', async () => {
    let fail = false
    const once = defineSketch({
      title: 'Once',
      about: '',
      setup({ solid }) {
        if (fail) throw new Error('only once')
        return { show: solid(1, 0, 0) }
      },
    })
    const shaky = defineSketch({
      title: 'Shaky',
      about: '',
      setup: ({ solid }) => ({
        show: solid(0, 1, 0),
        frame() {
          if (fail) throw new RangeError('no such note')
        },
      }),
    })
    await t.stage.load(once, { id: 'once', seconds: 0 })
    await t.stage.load(shaky, { id: 'shaky', seconds: 0 })
    t.play(2)
    fail = true
    t.play(11)
    await expect
      .poll(() => warnings().at(-1))
      .toBe(
        "'Once' could not come back: Sketch 'once' was asked for its setup: only once. What was playing plays on; mend the sketch and save it again. (sketch once › setup). The last picture stays.",
      )
    t.play()
    expect(await middle()).toEqual([0, 255, 0])
    expect(returned).toEqual([])
  })

  it('asked for when the stage goes is refused in words', async () => {
    const refusal = t.stage.load(RED, { id: 'red', seconds: 0 }).catch(messageOf)
    await t.stage.dispose()
    expect(await refusal).toBe(
      "Sketch 'red' was asked for: the stage went away before it was ready. Ask again when the stage is back. (sketch red)",
    )
  })

  it('that throws while it leaves is told of, and is gone', async () => {
    const clinging = defineSketch({
      title: 'Clinging',
      about: '',
      setup: ({ solid }) => ({
        show: solid(1, 0, 0),
        dispose() {
          throw new Error('not yet')
        },
      }),
    })
    await t.stage.load(clinging, { id: 'clinging', seconds: 0 })
    await t.stage.load(BLUE, { id: 'blue', seconds: 0 })
    t.play()
    expect(warnings()).toEqual(["Sketch 'clinging' threw while it was leaving: not yet. It is gone from the stage."])
    expect(await middle()).toEqual([0, 0, 255])
  })

  it('asked for before an earlier one was ready plays instead of it', async () => {
    const first = t.stage.load(RED, { id: 'red', seconds: 0 }).catch((thrown: unknown) => String(thrown))
    await t.stage.load(BLUE, { id: 'blue', seconds: 0 })
    expect(await first).toBe(
      "ImpastoError: Sketch 'red' was asked for: another sketch was asked for before it was ready. The later one plays. (sketch red)",
    )
    expect(t.stage.sketch).toBe('blue')
  })
})
