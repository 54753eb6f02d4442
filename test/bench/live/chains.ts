// The chains that live code is measured with: ten of the bench's own for what a frame costs, and as many of any length as an evening types.

export interface BenchChain {
  readonly name: string
  /** In words that both speak. */
  readonly code: string
}

/** From one link to several nested chains, a memory and two outputs. */
export const TEN: readonly BenchChain[] = [
  { name: 'stripes', code: 'osc(40, 0.1, 1.2).out(o0)' },
  { name: 'clouds', code: 'noise(4, 0.2).colorama(0.3).out(o0)' },
  { name: 'rosette', code: 'voronoi(8, 0.4, 0.2).kaleid(5).color(1.2, 0.4, 0.9).out(o0)' },
  { name: 'tiles', code: 'shape(5, 0.4, 0.05).repeat(4, 3).rotate(0.4, 0.1).color(0.9, 0.5, 0.2).hue(0.2).out(o0)' },
  { name: 'bent stripes', code: 'osc(12, 0.05, 0.8).modulate(noise(3, 0.1), 0.3).saturate(1.6).out(o0)' },
  {
    name: 'turned colours',
    code: 'gradient(0.2).modulateRotate(osc(6, 0.1), 1.2, 0.1).posterize(6, 0.7).contrast(1.3).out(o0)',
  },
  { name: 'feedback', code: 'src(o0).scale(1.01).rotate(0.01).blend(osc(8, 0.1, 1).kaleid(6), 0.08).out(o0)' },
  {
    name: 'three mixed',
    code: `voronoi(6).mult(osc(20, 0.1, 0.6).modulateScale(noise(2), 0.5))
      .add(shape(3, 0.5, 0.2).scale(() => 1.2), 0.4).out(o0)`,
  },
  {
    name: 'six nested',
    code: `noise(3).modulateKaleid(osc(9, 0.05), 5).diff(voronoi(12, 0.2).pixelate(40, 24)).luma(0.2, 0.2)
      .layer(osc(30, 0.1, 1.4).mask(shape(4, 0.5, 0.1))).out(o0)`,
  },
  {
    name: 'two outputs',
    code: `osc(18, 0.1, 1.3).modulateRepeatX(noise(2), 4, 0.4).out(o1)
      src(o1).modulate(src(o0), 0.05).blend(voronoi(5).thresh(0.4, 0.1), 0.2).out(o0)`,
  },
]

type Write = (n: number) => string

const SOURCES = ['osc(20, 0.1, 0.8)', 'noise(4, 0.2)', 'voronoi(6, 0.3)', 'shape(5, 0.4)', 'gradient(0.2)']

const LINKS: readonly Write[] = [
  (n) => `.rotate(${n}, 0.1)`,
  (n) => `.contrast(1 + ${n})`,
  (n) => `.modulate(noise(3, ${n}), 0.1)`,
  (n) => `.saturate(1 + ${n})`,
  (n) => `.kaleid(3 + ${n})`,
  (n) => `.hue(${n})`,
  (n) => `.scale(1 + ${n})`,
  (n) => `.blend(osc(9, 0.1, ${n}).rotate(1).pixelate(40, 30), 0.3)`,
  (n) => `.brightness(${n} - 0.2)`,
  (n) => `.repeat(2, 2 + ${n})`,
  (n) => `.diff(voronoi(5, ${n}).kaleid(4).color(0.4, 0.2, 0.3))`,
]

/** The colours that chains are told from one another by: what of red, green and blue they have. */
export const MARKS = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const

/**
 * A chain of `links` links (what stands in brackets not counted) that no earlier `turn` has written: a shader of its own.
 * Its picture has no other colour than `MARKS[turn % 3]`, and of that one some everywhere.
 */
export function chainOf(links: number, turn: number): string {
  const mark = marked(links, turn)
  // A single link has only its own name to be another by.
  let code = links === 1 ? (SOURCES[turn % SOURCES.length] ?? '') : 'osc(20, 0.1, 0.8)'
  // Which links there are is the turn, written in as many digits as it takes; so no two turns have the same.
  let rest = turn
  for (let i = 0; i < links - 1 - mark.length; i++) {
    const digit = (rest + i * 3) % LINKS.length
    rest = Math.floor(rest / LINKS.length)
    code += LINKS[digit]?.((((turn * 7 + i * 5) % 9) + 1) / 20) ?? ''
  }
  return `${code}${mark.join('')}.out(o0)`
}

/** The same three links every turn but for their numbers: no new shader. */
export function numbersOf(turn: number): string {
  const [r, g, b] = MARKS[turn % MARKS.length] ?? MARKS[0]
  const n = ((turn % 9) + 1) / 20
  return `osc(${20 + turn}, 0.1, ${n}).mult(solid(${r}, ${g}, ${b})).add(solid(${r}, ${g}, ${b}), 0.4).out(o0)`
}

/** The links that leave the mark. A single one has to do without. */
function marked(links: number, turn: number): string[] {
  const [r, g, b] = MARKS[turn % MARKS.length] ?? MARKS[0]
  if (links < 3) return links === 1 ? [] : [`.mult(solid(${r}, ${g}, ${b}))`]
  return [`.mult(solid(${r}, ${g}, ${b}))`, `.add(solid(${r}, ${g}, ${b}), 0.4)`]
}
