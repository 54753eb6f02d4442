// The address line: every key, and the sentence for each mistake.
import { describe, expect, it } from 'vitest'
import { commandsOf, readUrl } from './url-options'

describe('readUrl', () => {
  it('has defaults for everything', () => {
    expect(readUrl('')).toEqual({
      sketch: null,
      style: null,
      path: null,
      mask: null,
      source: null,
      audio: null,
      backend: 'auto',
      size: null,
      model: null,
      cadence: null,
      manual: false,
      hud: null,
      problems: [],
    })
  })

  it('reads every key', () => {
    const { problems, ...options } = readUrl(
      '?sketch=tunnel&style=none&path=udnie+4,the-scream&mask=wipe:udnie&source=https%3A%2F%2Fx%2Fa.mp4&audio=off&backend=wasm&size=1280x720&model=256x144&cadence=12&clock=manual&hud=1',
    )
    expect(problems).toEqual([])
    expect(options).toEqual({
      sketch: 'tunnel',
      style: 'none',
      path: 'udnie 4,the-scream',
      mask: 'wipe:udnie',
      source: 'https://x/a.mp4',
      audio: 'off',
      backend: 'wasm',
      size: { width: 1280, height: 720 },
      model: { width: 256, height: 144 },
      cadence: 12,
      manual: true,
      hud: true,
    })
  })

  it('plays a path, unless it names a style beside it', () => {
    const sent = (search: string): unknown[] => commandsOf(readUrl(search)).map(({ target, value }) => [target, value])
    expect(sent('?path=udnie+4')).toEqual([
      ['style/path', 'udnie 4'],
      ['style/current', 'path'],
    ])
    expect(sent('?path=udnie+4&style=pad')).toEqual([
      ['style/path', 'udnie 4'],
      ['style/current', 'pad'],
    ])
  })

  it('lays a second style over the first by a mask', () => {
    expect(commandsOf(readUrl('?mask=radial:udnie'))).toEqual([
      { target: 'style/mask/style', value: 'udnie', origin: 'url' },
      { target: 'style/mask', value: 'radial', origin: 'url' },
    ])
    expect(commandsOf(readUrl('?mask=drawn'))).toEqual([{ target: 'style/mask', value: 'drawn', origin: 'url' }])
  })

  it('says what is wrong and plays on', () => {
    const { problems, ...options } = readUrl('?backend=cuda&size=big&hud=yes&clock=sundial&cadence=slow')
    expect(options.backend).toBe('auto')
    expect(options.size).toBeNull()
    expect(problems).toEqual([
      'The address says backend=cuda; it can be auto or webgpu or wasm. Playing without it.',
      'The address says size=big; a size is written 640x360. Playing without it.',
      'The address says cadence=slow; it is auto or a number of paintings a second. Playing without it.',
      'The address says clock=sundial; it can be manual or real. Playing without it.',
      'The address says hud=yes; it can be 0 or 1. Playing without it.',
    ])
  })

  it('keeps sizes within what a GPU can hold', () => {
    expect(readUrl('?size=1x99999').size).toEqual({ width: 16, height: 8192 })
  })

  it('pins what the model paints, or lets it be chosen', () => {
    const commands = (search: string): unknown[] =>
      commandsOf(readUrl(search)).map(({ target, value }) => [target, value])
    expect(commands('?model=384&cadence=auto')).toEqual([
      ['model/size', 384],
      ['model/cadence', 'auto'],
    ])
    expect(commands('?model=auto')).toEqual([['model/size', 'auto']])
    // A size of both sides is no parameter: the picture is squeezed into it.
    expect(commands('?model=64x64')).toEqual([])
  })

  it('turns into commands', () => {
    expect(commandsOf({ sketch: 'tunnel', style: 'none', audio: 'mic', hud: false })).toEqual([
      { target: 'sketch/current', value: 'tunnel', origin: 'url' },
      { target: 'style/current', value: 'none', origin: 'url' },
      { target: 'audio/source', value: 'mic', origin: 'url' },
      { target: 'page/hud', value: false, origin: 'url' },
    ])
    expect(commandsOf({ audio: 'https://x/a.mp3' }).map((c) => `${c.target}=${String(c.value)}`)).toEqual([
      'audio/url=https://x/a.mp3',
      'audio/source=file',
    ])
    expect(commandsOf(readUrl(''))).toEqual([])
  })
})
