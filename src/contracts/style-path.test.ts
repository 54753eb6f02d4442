// Paths as text and as lists: what is read, what is written back, and what is said of a step that can't be read.
import { describe, expect, it } from 'vitest'
import { pathOf, readPath, writePath } from './style-path'

describe('a path as text', () => {
  it('is read with what it leaves out', () => {
    expect(readPath('starry-night, great-wave+the-scream:2 16 ~0.5; none 4 ~2 easeInOutCubic')).toEqual({
      steps: [
        { mix: { 'starry-night': 1 }, hold: 8, glide: 4, ease: 'easeInOutQuad' },
        { mix: { 'great-wave': 1, 'the-scream': 2 }, hold: 16, glide: 0.5, ease: 'easeInOutQuad' },
        { mix: {}, hold: 4, glide: 2, ease: 'easeInOutCubic' },
      ],
    })
    expect(readPath(' ')).toEqual({ steps: [] })
  })

  it('is written as it is read', () => {
    const text = 'starry-night 8 ~4, great-wave+the-scream:0.25 16 ~0 linear, none 1 ~1'
    const read = readPath(text)
    expect('steps' in read && writePath(read.steps)).toBe(text)
  })

  it.each([
    ['udnie 8 fast', "'fast' beside 'udnie' is no time and no easing (linear, easeInQuad"],
    ['udnie -3', "'-3' beside 'udnie' is no time"],
    ['Große+udnie 2', "'Große' is not written like a style's name"],
  ])('says what of %s it can not read', (text, said) => {
    expect(readPath(text)).toEqual({ problem: expect.stringContaining(said) as string })
  })
})

it('a path as a list is the same', () => {
  expect(
    writePath(pathOf(['udnie', { style: 'none', hold: 2 }, { mix: { a: 1, b: 3 }, glide: 0, ease: 'linear' }])),
  ).toBe('udnie 8 ~4, none 2 ~4, a+b:3 8 ~0 linear')
  expect(() => pathOf(['udnie soon'])).toThrow(
    /^A path of styles was given, 'udnie soon': 'soon' beside 'udnie' is no time and no easing .* It stays as it was\. Write for example 'starry-night 8 ~4, great-wave 8 ~4 linear'\.$/,
  )
})
