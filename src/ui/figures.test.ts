// What the HUD says, and when it is amber.
import { describe, expect, it } from 'vitest'
import { createPageStand } from '../../test/fakes/page-stand'
import { FIGURES, type Figure, type FigureInput } from './figures'

const { audio, stats } = createPageStand()
const good: FigureInput = { stats, audio, painting: true }

function figure(id: string): Figure {
  const found = FIGURES.find((f) => f.id === id)
  if (!found) throw new Error(`no figure '${id}'`)
  return found
}

describe('the figures of the HUD', () => {
  it('say what is, in whole numbers', () => {
    expect(FIGURES.map((f) => f.text(good))).toEqual(['webgpu · fused f16', '60', '24', '256 auto', '48', '128'])
  })

  it('are not amber while all is well', () => {
    expect(FIGURES.map((f) => f.concern(good))).toEqual([null, null, null, null, null, null])
  })

  it('never take more characters than they have', () => {
    const wild: FigureInput = {
      stats: { ...stats, stageFps: 1e6, modelFps: Infinity, modelSize: 99_999, modelSizeBy: 'pinned', frameAge: 1e6 },
      audio: { ...audio, tempo: 1e5 },
      painting: true,
    }
    for (const f of FIGURES) expect(f.text(wild).length).toBeLessThanOrEqual(f.width)
  })

  it('have a dash for what is not known', () => {
    const none: FigureInput = {
      stats: { ...stats, frameAge: null, backend: null, painter: null, modelSize: null },
      audio: { ...audio, tempo: 0 },
      painting: true,
    }
    expect(['age', 'tempo', 'backend', 'size'].map((id) => figure(id).text(none))).toEqual(['–', '–', 'none', '–'])
  })

  it('give the reason when they are out of their range', () => {
    const slow: FigureInput = {
      stats: { ...stats, stageFps: 31, modelFps: 3, frameAge: 0.42, modelShare: 0.5 },
      audio,
      painting: true,
    }
    expect(figure('stage').concern(slow)).toBe(
      'The stage draws fewer than 50 frames a second, so movement stutters. A smaller model size or a lighter sketch helps.',
    )
    expect(figure('model').concern(slow)).toBe(
      'The painter makes fewer than 8 pictures a second, so the painting jumps. A smaller model size helps.',
    )
    expect(figure('age').concern(slow)).toBe(
      'The picture on stage is more than 200 ms behind the source. A smaller model size helps.',
    )
    expect(figure('size').concern(slow)).toBe(
      'The stage could not keep its pace, so the painter rests between pictures. A lighter sketch, or a smaller window, helps.',
    )
    expect(figure('stage').concern({ ...slow, stats: { ...stats, stageFps: 60, stageScale: 0.5 } })).toBe(
      'The stage draws fewer pixels than it has, to keep its pace. Sharpness in the panel fixes how many.',
    )
    const bare: FigureInput = { stats: { ...stats, backend: null }, audio, painting: true }
    expect(figure('backend').concern(bare)).toBe(
      'No painter is ready, so the raw picture plays. It goes live on its own when a model has loaded.',
    )
  })

  it('do not ask for a painter when the raw picture is wanted', () => {
    const raw: FigureInput = { stats: { ...stats, backend: null, modelFps: 0 }, audio, painting: false }
    expect([figure('model').concern(raw), figure('backend').concern(raw)]).toEqual([null, null])
  })
})
