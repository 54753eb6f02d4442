// The address line: every key, and the sentence for each mistake.
import { describe, expect, it } from 'vitest'
import { readUrl } from './url-options'

describe('readUrl', () => {
  it('has defaults for everything', () => {
    expect(readUrl('')).toEqual({
      options: {
        sketch: null,
        style: null,
        source: null,
        audio: null,
        backend: 'auto',
        size: null,
        model: null,
        manual: false,
        hud: null,
        autostart: false,
      },
      problems: [],
    })
  })

  it('reads every key', () => {
    const { options, problems } = readUrl(
      '?sketch=tunnel&style=none&source=https%3A%2F%2Fx%2Fa.mp4&audio=off&backend=wasm&size=1280x720&model=256x144&clock=manual&hud=1&autostart=1',
    )
    expect(problems).toEqual([])
    expect(options).toEqual({
      sketch: 'tunnel',
      style: 'none',
      source: 'https://x/a.mp4',
      audio: 'off',
      backend: 'wasm',
      size: { width: 1280, height: 720 },
      model: { width: 256, height: 144 },
      manual: true,
      hud: true,
      autostart: true,
    })
  })

  it('says what is wrong and plays on', () => {
    const { options, problems } = readUrl('?backend=cuda&size=big&hud=yes&clock=sundial')
    expect(options.backend).toBe('auto')
    expect(options.size).toBeNull()
    expect(problems).toEqual([
      'The address says backend=cuda; it can be auto or webgpu or wasm. Playing without it.',
      'The address says size=big; a size is written 640x360. Playing without it.',
      'The address says clock=sundial; it can be manual or real. Playing without it.',
      'The address says hud=yes; it can be 0 or 1. Playing without it.',
    ])
  })

  it('keeps sizes within what a GPU can hold', () => {
    expect(readUrl('?size=1x99999').options.size).toEqual({ width: 16, height: 8192 })
  })
})
