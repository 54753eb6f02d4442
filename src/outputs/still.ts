// Saves a picture of the stage as a PNG in the performer's downloads.

/** The time of day in the name keeps stills in order. */
export function saveStill(pixels: ImageData): void {
  const canvas = document.createElement('canvas')
  canvas.width = pixels.width
  canvas.height = pixels.height
  canvas.getContext('2d')?.putImageData(pixels, 0, 0)
  const link = document.createElement('a')
  link.download = `impasto-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.png`
  link.href = canvas.toDataURL('image/png')
  link.click()
}
