// Figures as plain SVG: bars for medians with a tick at the 95th percentile, and a line for medians over time.
import type { Contest, DriftRun } from './report'
import { milliseconds } from './markdown'

const ROW = 40
const BAR = 8
const LINE = { width: 1000, height: 120 }

/** Bars from zero, shortest first; nothing in it scales its text. */
export function barChart({ runs }: Pick<Contest, 'runs'>, isOurs: (runtime: string) => boolean): SVGSVGElement {
  const most = Math.max(...runs.map(({ p95Ms }) => p95Ms), 0.001)
  const share = (ms: number): string => `${((ms / most) * 100).toFixed(2)}%`
  const sorted = runs.toSorted((a, b) => a.medianMs - b.medianMs)
  const rows = sorted.flatMap(({ runtime, title, medianMs, p95Ms }, i) => {
    const top = i * ROW
    return [
      svg('text', { x: 0, y: top + 14, class: 'name' }, title),
      svg('text', { x: '100%', y: top + 14, class: 'figure', 'text-anchor': 'end' }, `${milliseconds(medianMs)} ms`),
      svg('rect', { x: 0, y: top + 20, width: '100%', height: BAR, rx: 1, class: 'track' }),
      svg('rect', {
        x: 0,
        y: top + 20,
        width: share(medianMs),
        height: BAR,
        rx: 1,
        class: isOurs(runtime) ? 'ours' : 'peer',
      }),
      svg('rect', {
        x: share(p95Ms),
        y: top + 18,
        width: 2,
        height: BAR + 4,
        transform: 'translate(-2)',
        class: 'p95',
      }),
    ]
  })
  const words = sorted.map(({ title, medianMs }) => `${title} ${milliseconds(medianMs)} ms`).join(', ')
  const attributes = { class: 'bars', width: '100%', height: sorted.length * ROW, role: 'img' }
  return svg('svg', { ...attributes, 'aria-label': `Median of a painting: ${words}` }, ...rows)
}

/** From zero, so that a wobble does not look like a mountain. */
export function driftChart({ points, title }: Pick<DriftRun, 'points' | 'title'>): SVGSVGElement {
  const most = Math.max(...points.map(({ medianMs }) => medianMs), 0.001) * 1.1
  const last = Math.max(points.at(-1)?.second ?? 0, 1)
  const place = ({ second, medianMs }: DriftRun['points'][number]): string =>
    `${((second / last) * LINE.width).toFixed(1)},${((1 - medianMs / most) * LINE.height).toFixed(1)}`
  const words = points.map(({ second, medianMs }) => `${milliseconds(medianMs)} ms after ${second.toFixed(0)} s`)
  return svg(
    'svg',
    {
      class: 'line',
      width: '100%',
      height: LINE.height,
      viewBox: `0 0 ${LINE.width} ${LINE.height}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': `${title} over time: ${words.join(', ')}`,
    },
    svg('line', { x1: 0, x2: LINE.width, y1: LINE.height, y2: LINE.height, class: 'ground' }),
    svg('polyline', { points: points.map(place).join(' ') }),
  )
}

function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.append(...children)
  return made
}
