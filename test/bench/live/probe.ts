// In the page: sees when the stage shows another colour than before, frame by frame, from the moment a key goes down.

export interface ColourProbe {
  /** From now on waits for a key, then for `mark` (0 red, 1 green, 2 blue) to be what the stage shows. */
  watch(mark: number): void
  /** From the key going down to the frame that showed it, milliseconds; null while it does not. */
  readonly took: number | null
}

declare global {
  var colourProbe: ColourProbe | undefined
}

/** Runs in the page, so it may use nothing from here. */
export function installProbe(): void {
  const small = new OffscreenCanvas(4, 4)
  const pen = small.getContext('2d', { willReadFrequently: true })
  let wanted = -1
  let pressed = 0
  let took: number | null = null
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key === 'Enter' && wanted >= 0) pressed = timeStamp
    },
    true,
  )
  // Asked for while the stage has asked already, so it always runs after the stage has drawn, in the same frame.
  const look = (): void => {
    const canvas = document.querySelector<HTMLCanvasElement>('#stage canvas')
    if (wanted >= 0 && pressed > 0 && canvas && pen) {
      pen.clearRect(0, 0, 4, 4)
      pen.drawImage(canvas, 0, 0, 4, 4)
      const sums = [0, 0, 0]
      pen.getImageData(0, 0, 4, 4).data.forEach((value, i) => {
        if (i % 4 < 3) sums[i % 4] = (sums[i % 4] ?? 0) + value
      })
      const others = sums.reduce((sum, value) => sum + value, 0) - (sums[wanted] ?? 0)
      if ((sums[wanted] ?? 0) > 16 * 60 && others < 16 * 20) {
        took = performance.now() - pressed
        wanted = -1
      }
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  globalThis.colourProbe = {
    watch(mark) {
      wanted = mark
      pressed = 0
      took = null
    },
    get took() {
      return took
    },
  }
}
