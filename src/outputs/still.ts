// Saves a picture of the stage as a PNG in the performer's downloads.
import type { Show } from '../show/show'

/** The time of day in the name keeps stills in order. */
function saveStill(pixels: ImageData): void {
  const canvas = document.createElement('canvas')
  canvas.width = pixels.width
  canvas.height = pixels.height
  canvas.getContext('2d')?.putImageData(pixels, 0, 0)
  const link = document.createElement('a')
  link.download = `impasto-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.png`
  link.href = canvas.toDataURL('image/png')
  link.click()
}

/** The action that keeps a still. Returns the removal. */
export function defineStill(show: Show, snapshot: () => Promise<ImageData>): () => void {
  return show.action('stage/still', { label: 'Keep a still of the stage', words: ['photo', 'screenshot'] }, () => {
    void snapshot().then(saveStill)
  })
}
