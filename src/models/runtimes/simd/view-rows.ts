// Forms one row of what a pass loads: stored rows, and what happens to them on the way in.
import type { Pixels } from '../../../core/units'
import type { View } from '../fused/view'
import { slicesOf } from '../fused/view'
import { pitchOf, pixelBytes, type Sized, type Space } from './layout'
import type { Machine } from './machine'

/** Puts row `row` at address `to`, width pixels of whole vectors. */
export type FormRow = (row: number, to: number) => void

export interface RowSource {
  readonly machine: Machine
  readonly sized: Sized
  readonly width: Pixels
  readonly height: Pixels
  /** This thread's own space for rows in between. */
  readonly space: Space
  /** Where scale and shift of each norm are, and what those of the second mix have more. */
  readonly norms: readonly number[]
  /** Whether the painting under way has a mask. */
  masked(): boolean
}

export function rowFormer(view: View, source: RowSource): FormRow {
  const { machine, sized, space, norms } = source
  const { kernels } = machine
  const width = source.width / view.shrink
  const slices = slicesOf(view)
  const vectors = width * slices
  const rowOf = (v: View & { kind: 'stored' }): ((row: number) => number) => {
    const start = sized.stored.get(v.stored.id) ?? 0
    const bytes = pitchOf(width) * pixelBytes(v)
    return (row) => start + row * bytes
  }
  const normed = (v: View & { kind: 'norm' }, name: 'norm' | 'norm-relu'): FormRow => {
    const scale = norms[v.norm] ?? 0
    if (v.of.kind !== 'stored') throw new Error('a norm reads what is stored')
    const from = rowOf(v.of)
    const run = kernels[name]
    const runMasked = kernels[`masked-${name}`]
    const mask = sized.masks.get(v.shrink) ?? 0
    return (row, to) =>
      source.masked()
        ? runMasked(to, from(row), scale, mask + row * width * 4, width, slices)
        : run(to, from(row), scale, scale + slices * 16, width, slices)
  }
  switch (view.kind) {
    case 'picture': {
      const { offset, grain } = view
      const rows = (row: number): number => sized.picture + row * width * 4
      if (grain === 0) return (row, to) => kernels['from-picture'](to, rows(row), width, offset)
      return (row, to) => kernels['from-picture-on-grain'](to, rows(row), width, row, offset, grain)
    }
    case 'stored': {
      const from = rowOf(view)
      return (row, to) => kernels.copy(to, from(row), vectors)
    }
    case 'norm':
      return normed(view, 'norm')
    case 'activation': {
      if (view.op === 'relu' && view.of.kind === 'norm') return normed(view.of, 'norm-relu')
      const form = rowFormer(view.of, source)
      const run = kernels[view.op]
      return (row, to) => {
        form(row, to)
        run(to, vectors, view.alpha)
      }
    }
    case 'add': {
      const [first, ...others] = view.all
      if (!first) throw new Error('a sum of nothing')
      const form = rowFormer(first, source)
      const more = others.map((other): FormRow => {
        if (other.kind === 'stored') {
          const from = rowOf(other)
          return (row, to) => kernels.add(to, from(row), vectors)
        }
        const part = space.take(vectors * 16)
        const formOther = rowFormer(other, source)
        return (row, to) => {
          formOther(row, part)
          kernels.add(to, part, vectors)
        }
      })
      return (row, to) => {
        form(row, to)
        for (const addTo of more) addTo(row, to)
      }
    }
    case 'nearest':
    case 'bilinear':
    case 'depthToSpace':
      return arranged(view, source, rowFormer(view.of, source))
  }
}

/** Views that move pixels. No kernel of their own: they are rare before a 3x3, into which a nearest x2 is folded. */
function arranged(
  view: View & { kind: 'nearest' | 'bilinear' | 'depthToSpace' },
  { machine, width: full, height: tall, space }: RowSource,
  form: FormRow,
): FormRow {
  const floats = slicesOf(view) * 4
  const width = full / view.shrink
  const small = full / view.of.shrink
  const upper = space.take(small * pixelBytes(view.of))
  if (view.kind === 'nearest') {
    return (row, to) => {
      form(Math.floor(row / view.factor), upper)
      const { f32 } = machine
      for (let x = 0; x < width; x++) {
        const from = upper / 4 + Math.floor(x / view.factor) * floats
        f32.copyWithin(to / 4 + x * floats, from, from + floats)
      }
    }
  }
  if (view.kind === 'depthToSpace') {
    const { block, channels } = view
    const floatsOf = slicesOf(view.of) * 4
    return (row, to) => {
      form(Math.floor(row / block), upper)
      const { f32 } = machine
      f32.fill(0, to / 4, to / 4 + width * floats)
      for (let x = 0; x < width; x++) {
        const channel = ((row % block) * block + (x % block)) * channels
        const from = upper / 4 + Math.floor(x / block) * floatsOf + channel
        f32.copyWithin(to / 4 + x * floats, from, from + channels)
      }
    }
  }
  const { factor } = view
  const lower = space.take(small * pixelBytes(view.of))
  return (row, to) => {
    const [above, below, down] = between(row, factor, tall / view.of.shrink)
    form(above, upper)
    form(below, lower)
    const { f32 } = machine
    for (let x = 0; x < width; x++) {
      const [left, right, along] = between(x, factor, small)
      for (let c = 0; c < floats; c++) {
        const at = (base: number, pixel: number): number => f32[base / 4 + pixel * floats + c] ?? 0
        const high = at(upper, left) * (1 - along) + at(upper, right) * along
        const low = at(lower, left) * (1 - along) + at(lower, right) * along
        f32[to / 4 + x * floats + c] = high * (1 - down) + low * down
      }
    }
  }
}

/** The two of `side` pixels between which pixel `at` of the larger picture lies (half-pixel centres), and how far along. */
function between(at: number, factor: number, side: number): [number, number, number] {
  const centre = Math.max(0, (at + 0.5) / factor - 0.5)
  const low = Math.floor(centre)
  return [low, Math.min(side - 1, low + 1), centre - low]
}
