// A clear sheet over the stage on which a hand draws the mask: pointer or pen draws, with Shift or the other end of a pen it erases.
import { readStrokes, writeStrokes } from '../contracts/mask-strokes'
import { Scope, type Disposable } from '../core/scope'
import { clamp } from '../core/signal'
import type { Show } from '../show/show'
import { button, element } from './element'

export interface MaskSheet extends Disposable {
  readonly element: HTMLElement
  /** The controls for the panel. */
  readonly tools: HTMLElement
}

const DRAWING = 'style/mask/drawing'
/** Points closer than this add nothing, in parts of the picture. */
const NEAR = 0.004
const SIZES = [0.06, 0.15, 0.35] as const

/** @param aspect the picture's width by its height; null while there is none */
export function createMaskSheet(show: Show, aspect: () => number | null): MaskSheet {
  const scope = new Scope()
  const canvas = element('canvas', { attributes: { 'aria-hidden': 'true' } })
  const root = element('div', { class: 'mask-sheet' }, [canvas])
  let size: number = SIZES[1]
  let erases = false
  let armed = false
  let points: number[] = []
  let pointer: number | null = null
  let rubs = false

  const arm = (now: boolean): void => {
    armed = now
    root.classList.toggle('armed', now)
    draw.setAttribute('aria-pressed', String(now))
    draw.classList.toggle('armed', now)
    if (now && show.text('style/mask') !== 'drawn') {
      show.send({ target: 'style/mask', value: 'drawn', origin: 'panel' })
    }
  }
  const put = (text: string): void => void show.send({ target: DRAWING, value: text, origin: 'panel' })
  const draw = button('Draw the mask over the stage; Esc ends it', 'Draw', () => arm(!armed))
  const eraser = button('Eraser', 'Erase', () => {
    erases = !erases
    eraser.setAttribute('aria-pressed', String(erases))
    eraser.classList.toggle('armed', erases)
    if (erases) arm(true)
  })
  const brush = button('Width of the brush', 'Medium', () => {
    const next = (SIZES.indexOf(size as (typeof SIZES)[number]) + 1) % SIZES.length
    size = SIZES[next] ?? SIZES[1]
    brush.textContent = ['Fine', 'Medium', 'Broad'][next] ?? ''
  })
  const tools = element('div', { class: 'mask-tools', attributes: { role: 'toolbar', 'aria-label': 'Drawn mask' } }, [
    draw,
    eraser,
    brush,
    button('Take back the last move, as Ctrl Z', 'Undo', () => void show.undo()),
    button('Clear the drawing', 'Clear', () => put('')),
  ])

  /** Of the picture, which covers the window, how much is seen across and down. */
  const seen = (): [number, number] => {
    const window = root.clientWidth / Math.max(1, root.clientHeight)
    const picture = aspect() ?? window
    return picture > window ? [window / picture, 1] : [1, picture / window]
  }
  /** Adds where the pointer is, in parts of the picture. */
  const take = (event: PointerEvent): void => {
    const box = root.getBoundingClientRect()
    const [across, down] = seen()
    const x = clamp(0.5 + ((event.clientX - box.left) / Math.max(1, box.width) - 0.5) * across, 0, 1)
    const y = clamp(0.5 + ((event.clientY - box.top) / Math.max(1, box.height) - 0.5) * down, 0, 1)
    const [lastX, lastY] = points.slice(-2)
    if (lastX !== undefined && Math.hypot(x - lastX, y - (lastY ?? 0)) < NEAR) return
    points.push(x, y)
    trace()
  }
  /** What the hand draws now; the mask itself has it when the stroke ends. */
  const trace = (): void => {
    const pen = canvas.getContext('2d')
    if (!pen) return
    if (canvas.width !== root.clientWidth || canvas.height !== root.clientHeight) {
      canvas.width = root.clientWidth
      canvas.height = root.clientHeight
    }
    pen.clearRect(0, 0, canvas.width, canvas.height)
    pen.lineCap = pen.lineJoin = 'round'
    const [across, down] = seen()
    const place = (i: number): [number, number] => [
      (0.5 + ((points[i] ?? 0) - 0.5) / across) * canvas.width,
      (0.5 + ((points[i + 1] ?? 0) - 0.5) / down) * canvas.height,
    ]
    pen.lineWidth = (size * canvas.height) / down
    pen.strokeStyle = rubs ? 'rgb(0 0 0 / 50%)' : 'rgb(255 106 61 / 50%)'
    pen.beginPath()
    const [x, y] = place(0)
    // A press without a move is a dot.
    pen.moveTo(x, y + 0.1)
    for (let i = 0; i + 1 < points.length; i += 2) pen.lineTo(...place(i))
    pen.stroke()
  }

  scope.listen(root, 'pointerdown', (event) => {
    if (!(event instanceof PointerEvent) || pointer !== null) return
    pointer = event.pointerId
    root.setPointerCapture(pointer)
    // 32: the eraser end of a pen.
    rubs = erases || event.shiftKey || event.buttons === 32
    points = []
    take(event)
  })
  scope.listen(root, 'pointermove', (event) => {
    if (event instanceof PointerEvent && event.pointerId === pointer) take(event)
  })
  const end = (): void => {
    if (pointer === null) return
    pointer = null
    put(writeStrokes([...readStrokes(show.text(DRAWING)), { erases: rubs, size, points }]))
    points = []
    trace()
  }
  scope.listen(root, 'pointerup', end)
  scope.listen(root, 'pointercancel', end)
  scope.listen(
    window,
    'keydown',
    (event) => {
      if (!armed || !(event instanceof KeyboardEvent) || event.key !== 'Escape') return
      // The first Esc puts the pen away, and nothing else.
      event.stopImmediatePropagation()
      arm(false)
    },
    { capture: true },
  )
  scope.defer(
    show.onEach(({ address, value }) => {
      if (address === 'style/mask' && value !== 'drawn' && armed) arm(false)
    }, 'style/mask'),
  )
  scope.defer(() => root.remove())
  return { element: root, tools, dispose: () => scope.dispose() }
}
