// In the browser: hydra-synth as its README describes it, with names of its own in a frame of its own, so that no sketch meets what another left behind.
import type { Pixels, Seconds } from '../../../../src/core/units'

export interface Peer {
  /** Evaluates a sketch as its editor does. @throws what the sketch throws */
  play(code: string): Promise<void>
  frame(step: Seconds): void
  point(x: Pixels, y: Pixels): void
  /** What it shows: RGBA, rows from the top. */
  picture(): Uint8ClampedArray
  /** What it complained about in the console, first of all. */
  readonly complaint: string | null
  close(): void
}

interface Hydra {
  tick(milliseconds: number): void
}

/** What a frame of the page has that the peer's script and sketches are run in. */
interface Room extends Window {
  Hydra: new (options: object) => Hydra
  eval(code: string): unknown
}

export async function openPeer(script: string, width: Pixels, height: Pixels): Promise<Peer> {
  const frame = document.createElement('iframe')
  Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, border: '0', display: 'block' })
  document.body.append(frame)
  const room = frame.contentWindow as (Room & typeof globalThis) | null
  if (!room) throw new Error('The page has no room for the peer.')
  const { document: inside } = room
  inside.body.style.margin = '0'
  const canvas = inside.createElement('canvas')
  Object.assign(canvas, { width, height })
  inside.body.append(canvas)
  const element = inside.createElement('script')
  element.textContent = script
  inside.head.append(element)
  let complaint: string | null = null
  for (const kind of ['log', 'warn', 'error'] as const) {
    room.console[kind] = (...said: unknown[]) => {
      const text = said.map(String).join(' ')
      // That there is no microphone is as it should be.
      if (/error|could not/i.test(text) && !/NotFoundError/.test(text)) complaint ??= text
    }
  }
  const hydra = new room.Hydra({ canvas, detectAudio: true, makeGlobal: true, autoLoop: false, width, height })
  // Its sound is asked for in its own time.
  await new Promise((resolve) => setTimeout(resolve))
  return {
    async play(code) {
      await room.eval(`(async () => {\n${code}\n})()`)
    },
    frame: (step) => hydra.tick(step * 1000),
    point(clientX, clientY) {
      room.dispatchEvent(new room.MouseEvent('mousemove', { clientX, clientY }))
    },
    picture: () => shownOn(canvas),
    get complaint() {
      return complaint
    },
    close: () => frame.remove(),
  }
}

/** As a page shows it: over black, whatever alpha it has. A canvas can be read in the task that drew it. */
function shownOn(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const { width, height } = canvas
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('The page gives no canvas to read with.')
  pen.fillRect(0, 0, width, height)
  pen.drawImage(canvas, 0, 0)
  return pen.getImageData(0, 0, width, height).data
}
