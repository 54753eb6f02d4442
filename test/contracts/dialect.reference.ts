// The live dialect in plain arithmetic, written from its description alone: what every function gives at a place, in 64 bits.
import { argsOf } from '../../src/dialect/chain-plan'
import { isLink, type Link } from '../../src/dialect/live-chain'
import { LiveTexture } from '../../src/dialect/live-texture'

export type Vec2 = readonly [number, number]
export type Vec4 = readonly [number, number, number, number]

export interface World {
  readonly time: number
  readonly width: number
  readonly height: number
  /** What an output or a source holds there. */
  texture(texture: LiveTexture, st: Vec2): Vec4
  /** The output's own last frame. */
  previous(st: Vec2): Vec4
  /** What an argument that is neither number nor chain is now. */
  value(value: unknown): number
}

type Args = Readonly<Record<string, number>>
type Source = (st: Vec2, args: Args, world: World) => Vec4
type Colour = (c: Vec4, args: Args) => Vec4
type Place = (st: Vec2, args: Args, world: World) => Vec2
type Pair = (c: Vec4, d: Vec4, args: Args) => Vec4
type Bend = (st: Vec2, d: Vec4, args: Args, world: World) => Vec2

const floor = Math.floor
const fract = (x: number): number => x - floor(x)
const mod = (x: number, y: number): number => x - y * floor(x / y)
const mix = (a: number, b: number, t: number): number => a * (1 - t) + b * t
const clamp = (x: number): number => Math.min(1, Math.max(0, x))
const smoothstep = (a: number, b: number, x: number): number => {
  const t = clamp((x - a) / (b - a))
  return t * t * (3 - 2 * t)
}
const every = (c: Vec4, fn: (x: number, i: number) => number): Vec4 => [
  fn(c[0], 0),
  fn(c[1], 1),
  fn(c[2], 2),
  fn(c[3], 3),
]
const rgb = (c: Vec4, fn: (x: number, i: number) => number): Vec4 => [fn(c[0], 0), fn(c[1], 1), fn(c[2], 2), c[3]]
const grey = (x: number, a = 1): Vec4 => [x, x, x, a]
const luminance = ([r, g, b]: Vec4): number => 0.2125 * r + 0.7154 * g + 0.0721 * b
const odd = (x: number): number => (mod(x, 2) >= 1 ? 1 : 0)
const PI = 31416 / 10_000

/** Arguments by name; one that is missing in a formula is a mistake of this file. */
function named(args: Args): Args {
  return new Proxy(args, {
    get(target, key) {
      const value = target[String(key)]
      if (value === undefined) throw new Error(`There is no argument ${String(key)}.`)
      return value
    },
  })
}

const n = (value: number | undefined): number => value ?? Number.NaN

export const SOURCES: Readonly<Record<string, Source>> = {
  osc: ([x], a, { time }) => {
    const at = (k: number): number =>
      0.5 + 0.5 * Math.sin((x + (k * n(a['offset'])) / n(a['frequency']) + time * n(a['sync'])) * n(a['frequency']))
    return [at(-1), at(0), at(1), 1]
  },
  noise: ([x, y], a, { time }) => grey(simplex(x * n(a['scale']), y * n(a['scale']), n(a['offset']) * time)),
  shape: ([x, y], a) => {
    const q = [2 * x - 1, 2 * y - 1] as const
    const angle = Math.atan2(q[0], q[1]) + PI
    const w = (2 * PI) / n(a['sides'])
    const e = Math.cos(floor(0.5 + angle / w) * w - angle) * Math.hypot(q[0], q[1])
    return grey(1 - smoothstep(n(a['radius']), n(a['radius']) + n(a['smoothing']) + 1e-7, e))
  },
  gradient: ([x, y], a, { time }) => [x, y, Math.sin(time * n(a['speed'])), 1],
  solid: (_, a) => [n(a['r']), n(a['g']), n(a['b']), n(a['a'])],
  fbm: ([x, y], a, { time }) => {
    const layer = (fine: number): number =>
      simplex(x * n(a['scale']) * fine, y * n(a['scale']) * fine, time * n(a['speed']) * fine) / (2 * fine)
    return grey(clamp(0.5 + layer(1) + layer(2) + layer(4) + layer(8)))
  },
  prev: ([x, y], _, world) => world.previous([fract(x), fract(y)]),
}

export const PLACES: Readonly<Record<string, Place>> = {
  rotate: (st, a, { time }) => rotated(st, n(a['angle']) + n(a['speed']) * time),
  scale: ([x, y], a) => [
    (x - n(a['offsetX'])) / (n(a['amount']) * n(a['xMult'])) + n(a['offsetX']),
    (y - n(a['offsetY'])) / (n(a['amount']) * n(a['yMult'])) + n(a['offsetY']),
  ],
  pixelate: ([x, y], a) => [
    (floor(x * n(a['pixelX'])) + 0.5) / n(a['pixelX']),
    (floor(y * n(a['pixelY'])) + 0.5) / n(a['pixelY']),
  ],
  repeat: ([x, y], a) => {
    let [sx, sy] = [x * n(a['repeatX']), y * n(a['repeatY'])]
    sx += odd(sy) * n(a['offsetX'])
    sy += odd(sx) * n(a['offsetY'])
    return [fract(sx), fract(sy)]
  },
  repeatX: ([x, y], a) => {
    const sx = x * n(a['reps'])
    return [fract(sx), fract(y + odd(sx) * n(a['offset']))]
  },
  repeatY: ([x, y], a) => {
    const sy = y * n(a['reps'])
    return [fract(x + odd(sy) * n(a['offset'])), fract(sy)]
  },
  warp: ([x, y], a, { time }) => {
    const [px, py, z] = [x * n(a['scale']), y * n(a['scale']), time * n(a['speed'])]
    return [x + simplex(px, py, z) * n(a['amount']), y + simplex(px + 17.3, py + 17.3, z) * n(a['amount'])]
  },
  kaleid: (st, a) => kaleid(st, n(a['nSides']), 0),
  scroll: ([x, y], a, { time }) => [
    fract(x + n(a['scrollX']) + time * n(a['speedX'])),
    fract(y + n(a['scrollY']) + time * n(a['speedY'])),
  ],
  scrollX: ([x, y], a, { time }) => [fract(x + n(a['scrollX']) + time * n(a['speed'])), fract(y)],
  scrollY: ([x, y], a, { time }) => [fract(x), fract(y + n(a['scrollY']) + time * n(a['speed']))],
}

export const COLOURS: Readonly<Record<string, Colour>> = {
  posterize: (c, a) => rgb(c, (x) => (floor(x ** n(a['gamma']) * n(a['bins'])) / n(a['bins'])) ** (1 / n(a['gamma']))),
  shift: (c, a) => every(c, (x, i) => x + fract(n([a['r'], a['g'], a['b'], a['a']][i]))),
  invert: (c, a) => rgb(c, (x) => mix(x, 1 - x, n(a['amount']))),
  contrast: (c, a) => rgb(c, (x) => (x - 0.5) * n(a['amount']) + 0.5),
  brightness: (c, a) => rgb(c, (x) => x + n(a['amount'])),
  luma: (c, a) => {
    const over = step(c, n(a['threshold']), n(a['tolerance']))
    return [c[0] * over, c[1] * over, c[2] * over, over]
  },
  thresh: (c, a) => grey(step(c, n(a['threshold']), n(a['tolerance'])), c[3]),
  color: (c, a) =>
    every(c, (x, i) => {
      const k = n([a['r'], a['g'], a['b'], a['a']][i])
      return k >= 0 ? k * x : (1 - x) * Math.abs(k)
    }),
  saturate: (c, a) => rgb(c, (x) => mix(luminance(c), x, n(a['amount']))),
  hue: (c, a) => {
    const [h, s, v] = toHsv(c)
    return [...fromHsv([h + n(a['hue']), s, v]), c[3]]
  },
  colorama: (c, a) => {
    const [h, s, v] = toHsv(c)
    const [r, g, b] = fromHsv([h + n(a['amount']), s + n(a['amount']), v + n(a['amount'])])
    return [fract(r), fract(g), fract(b), 1]
  },
  palette: (c, a) => {
    const t = luminance(c) * n(a['turns']) + n(a['start'])
    return rgb(c, (_, i) => 0.5 + 0.5 * Math.cos(2 * Math.PI * (t + i * n(a['apart']))))
  },
  sum: (c, a) =>
    grey(c[0] * n(a['scale0']) + c[1] * n(a['scale1']) + c[2] * n(a['scale2']) + c[3] * n(a['scale3']), c[3]),
  r: (c, a) => every(c, () => c[0] * n(a['scale']) + n(a['offset'])),
  g: (c, a) => every(c, () => c[1] * n(a['scale']) + n(a['offset'])),
  b: (c, a) => every(c, () => c[2] * n(a['scale']) + n(a['offset'])),
  a: (c, a) => every(c, () => c[3] * n(a['scale']) + n(a['offset'])),
}

export const PAIRS: Readonly<Record<string, Pair>> = {
  add: (c, d, a) => every(c, (x, i) => (x + n(d[i])) * n(a['amount']) + x * (1 - n(a['amount']))),
  sub: (c, d, a) => every(c, (x, i) => (x - n(d[i])) * n(a['amount']) + x * (1 - n(a['amount']))),
  mult: (c, d, a) => every(c, (x, i) => x * (1 - n(a['amount'])) + x * n(d[i]) * n(a['amount'])),
  blend: (c, d, a) => every(c, (x, i) => x * (1 - n(a['amount'])) + n(d[i]) * n(a['amount'])),
  diff: (c, d) => [Math.abs(c[0] - d[0]), Math.abs(c[1] - d[1]), Math.abs(c[2] - d[2]), Math.max(c[3], d[3])],
  layer: (c, d) => [mix(c[0], d[0], d[3]), mix(c[1], d[1], d[3]), mix(c[2], d[2], d[3]), clamp(c[3] + d[3])],
  mask: (c, d) => every(c, (x) => x * luminance(d)),
}

export const BENDS: Readonly<Record<string, Bend>> = {
  modulate: ([x, y], d, a) => [x + d[0] * n(a['amount']), y + d[1] * n(a['amount'])],
  modulateScale: ([x, y], d, a) => [
    (x - 0.5) / (n(a['offset']) + n(a['multiple']) * d[0]) + 0.5,
    (y - 0.5) / (n(a['offset']) + n(a['multiple']) * d[1]) + 0.5,
  ],
  modulatePixelate: ([x, y], d, a) => {
    const [px, py] = [n(a['offset']) + d[0] * n(a['multiple']), n(a['offset']) + d[1] * n(a['multiple'])]
    return [(floor(x * px) + 0.5) / px, (floor(y * py) + 0.5) / py]
  },
  modulateRotate: (st, d, a) => rotated(st, n(a['offset']) + d[0] * n(a['multiple'])),
  modulateHue: ([x, y], d, a, { width, height }) => [
    x + ((d[1] - d[0]) * n(a['amount'])) / width,
    y + ((d[2] - d[1]) * n(a['amount'])) / height,
  ],
  modulateRepeat: ([x, y], d, a) => {
    let [sx, sy] = [x * n(a['repeatX']), y * n(a['repeatY'])]
    sx += odd(sy) + d[0] * n(a['offsetX'])
    sy += odd(sx) + d[1] * n(a['offsetY'])
    return [fract(sx), fract(sy)]
  },
  modulateRepeatX: ([x, y], d, a) => {
    const sx = x * n(a['reps'])
    return [fract(sx), fract(y + odd(sx) + d[0] * n(a['offset']))]
  },
  modulateRepeatY: ([x, y], d, a) => {
    const sy = y * n(a['reps'])
    return [fract(x + odd(sy) + d[0] * n(a['offset'])), fract(sy)]
  },
  modulateKaleid: (st, d, a) => kaleid(st, n(a['nSides']), d[0]),
  modulateScrollX: ([x, y], d, a, { time }) => [fract(x + d[0] * n(a['scrollX']) + time * n(a['speed'])), fract(y)],
  modulateScrollY: ([x, y], d, a, { time }) => [fract(x), fract(y + d[0] * n(a['scrollY']) + time * n(a['speed']))],
}

/** The colour of a chain at a place. */
export function colourAt(link: Link, st: Vec2, world: World): Vec4 {
  const { name } = link.record
  const { args, pictures } = read(link, st, world)
  const input = (at: Vec2): Vec4 => (link.input ? colourAt(link.input, at, world) : [0, 0, 0, 0])
  const other = pictures['picture'] ?? (() => grey(0))
  if (name === 'src') return (pictures['texture'] ?? other)([fract(st[0]), fract(st[1])])
  const source = SOURCES[name]
  if (source) return source(st, args, world)
  const place = PLACES[name]
  if (place) return input(place(st, args, world))
  const colour = COLOURS[name]
  if (colour) return colour(input(st), args)
  const pair = PAIRS[name]
  if (pair) return pair(input(st), other(st), args)
  const bend = BENDS[name]
  if (bend) return input(bend(st, other(st), args, world))
  throw new Error(`${name} has no formula in test/contracts/dialect.reference.ts: write it.`)
}

function read(link: Link, st: Vec2, world: World): { args: Args; pictures: Record<string, (st: Vec2) => Vec4> } {
  const args: Record<string, number> = {}
  const pictures: Record<string, (st: Vec2) => Vec4> = {}
  for (const { name, spec, value } of argsOf(link)) {
    const picture = pictureOf(value, world)
    if (spec === null || spec.type === 'texture') pictures[name] = picture ?? (() => grey(world.value(value)))
    else if (spec.type === 'vec4') {
      const given = Array.isArray(value) ? value.map(Number) : spec.default
      spec.default.forEach((otherwise, i) => (args[`${name}${i}`] = given[i] ?? otherwise))
    } else if (picture) args[name] = picture(st).reduce((a, b) => a + b, 0)
    else args[name] = value === undefined ? spec.default : world.value(value)
  }
  return { args: named(args), pictures }
}

function pictureOf(value: unknown, world: World): ((st: Vec2) => Vec4) | null {
  if (isLink(value)) return (st) => colourAt(value, st, world)
  if (value instanceof LiveTexture) return (st) => world.texture(value, st)
  return null
}

function step(c: Vec4, threshold: number, tolerance: number): number {
  return smoothstep(threshold - tolerance - 1e-7, threshold + tolerance + 1e-7, luminance(c))
}

function rotated([x, y]: Vec2, angle: number): Vec2 {
  const [px, py] = [x - 0.5, y - 0.5]
  return [Math.cos(angle) * px + Math.sin(angle) * py + 0.5, -Math.sin(angle) * px + Math.cos(angle) * py + 0.5]
}

function kaleid([x, y]: Vec2, sides: number, more: number): Vec2 {
  const r = Math.hypot(x - 0.5, y - 0.5) + more
  const w = (2 * PI) / sides
  const a = Math.abs(mod(Math.atan2(y - 0.5, x - 0.5), w) - w / 2)
  return [r * Math.cos(a), r * Math.sin(a)]
}

function toHsv([r, g, b]: Vec4): [number, number, number] {
  const v = Math.max(r, g, b)
  const d = v - Math.min(r, g, b)
  let h = 0
  if (d > 0) {
    if (v === r) h = mod((g - b) / d, 6)
    else if (v === g) h = (b - r) / d + 2
    else h = (r - g) / d + 4
  }
  return [h / 6, v === 0 ? 0 : d / v, v]
}

function fromHsv([h, s, v]: readonly [number, number, number]): [number, number, number] {
  const channel = (k: number): number => v * mix(1, clamp(Math.abs(fract(h + k) * 6 - 3) - 1), s)
  return [channel(1), channel(2 / 3), channel(1 / 3)]
}

/** The classic form of 3-D simplex noise with permutation polynomials, corner by corner. */
function simplex(x: number, y: number, z: number): number {
  const permute = (v: number): number => mod((34 * v + 1) * v, 289)
  const skew = (x + y + z) / 3
  const cell = [floor(x + skew), floor(y + skew), floor(z + skew)] as const
  const unskew = (cell[0] + cell[1] + cell[2]) / 6
  const p = [x - cell[0] + unskew, y - cell[1] + unskew, z - cell[2] + unskew] as const
  // The corners are walked along the largest coordinate first.
  const rank = (i: number): number =>
    [0, 1, 2].filter((j) => j !== i && (n(p[j]) > n(p[i]) || (p[j] === p[i] && (j + 1) % 3 !== i))).length
  const ranks = [rank(0), rank(1), rank(2)]
  let total = 0
  for (let corner = 0; corner < 4; corner++) {
    const steps = ranks.map((r) => (r < corner ? 1 : 0))
    const [dx = 0, dy = 0, dz = 0] = p.map((v, i) => v - n(steps[i]) + corner / 6)
    const at = cell.map((v, i) => mod(v, 289) + n(steps[i]))
    const hash = permute(permute(permute(n(at[2])) + n(at[1])) + n(at[0]))
    const j = mod(hash, 49)
    // Seven of the points lie on the very edge that is folded: there 32 bits decide.
    const f = Math.fround
    const gx = f(f(floor(j / 7) * f(2 / 7)) - f(13 / 14))
    const gy = f(f(mod(j, 7) * f(2 / 7)) - f(13 / 14))
    const h = f(f(1 - Math.abs(gx)) - Math.abs(gy))
    const fold = h <= 0 ? -1 : 0
    const g = [gx + (floor(gx) * 2 + 1) * fold, gy + (floor(gy) * 2 + 1) * fold, h] as const
    const norm = 1.79284291400159 - 0.85373472095314 * (g[0] ** 2 + g[1] ** 2 + g[2] ** 2)
    const near = Math.max(0, 0.6 - dx * dx - dy * dy - dz * dz)
    total += near ** 4 * norm * (g[0] * dx + g[1] * dy + g[2] * dz)
  }
  return 42 * total
}
