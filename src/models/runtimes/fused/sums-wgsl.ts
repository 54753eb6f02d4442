// WGSL at the end of a pass whose picture is normed: what the norm's small dispatch (finish-wgsl.ts) will need to know of it.
import type { Pass } from './fuse'
import type { NumberStore } from './precision'
import { corners, sumsTile, type Tile, WORKGROUP } from './tile'
import { eachOf, inside, sum } from './tile-wgsl'

/**
 * Each tile's sum, and its squares about its own mean: merged by Chan's formula (Chan, Golub, LeVeque 1979), nothing cancels
 * however far the mean is from zero.
 */
export function sumsCode(pass: Pass, tile: Tile, store: NumberStore): string {
  const { wide, tall } = sumsTile(tile)
  const apart = pass.spreads && !tile.gathered ? 'apart' : null
  const unit = tile.gathered ? WORKGROUP : 1
  const pixels: [number, number][] = []
  for (let i = 0; i < tile.tall; i++) for (let j = 0; j < tile.wide; j++) pixels.push([i, j])
  const slices = Array.from({ length: tile.slices }, (_, o) => o)
  const total = (o: number): string => pixels.map(([i, j]) => `${sum(i, j, o)} * in${i}_${j}`).join(' + ')
  const away = (o: number): string =>
    pixels.map(([i, j]) => `(${sum(i, j, o)} - mean${o}) * (${sum(i, j, o)} - mean${o}) * in${i}_${j}`).join(' + ')
  const gathered = (of: (o: number) => string): string[] =>
    tile.gathered
      ? ['  workgroupBarrier();', ...slices.map((o) => `  lanes[${o}][thread] = ${of(o)};`), '  gather(thread);']
      : []
  const result = (o: number, of: (o: number) => string): string => (tile.gathered ? `lanes[${o}][0]` : of(o))
  // The sums are those of what is stored: or else a picture of one colour would be normed to its own rounding error.
  const rounded = eachOf(tile, (i, j, o) => `  ${sum(i, j, o)} = ${store.load(store.save(sum(i, j, o)))};`)
  return [
    store.rounds ? rounded : '',
    `  let across = ${blocksOf('size.x', wide, apart)};`,
    `  let tiles = across * ${blocksOf('size.y', tall, apart)};`,
    `  let tile = vec2i(id.xy) / ${unit};`,
    `  let part = corner * tiles + tile.y * across + tile.x;`,
    ...pixels.map(([i, j]) => `  let in${i}_${j} = select(0f, 1f, ${inside(pass, i, j)});`),
    tile.gathered
      ? `  let count = f32(min(${wide}, size.x - tile.x * ${wide}) * min(${tall}, size.y - tile.y * ${tall}));`
      : `  let count = ${pixels.map(([i, j]) => `in${i}_${j}`).join(' + ')};`,
    ...gathered(total),
    ...slices.map((o) => `  let total${o} = ${result(o, total)};\n  let mean${o} = total${o} / count;`),
    ...gathered(away),
    tile.gathered ? '  if (thread == 0) {' : '  {',
    ...slices.flatMap((o) => [
      `    let at${o} = ((group * ${tile.slices} + ${o}) * tiles * ${corners(pass)} + part) * 2;`,
      `    sums[at${o}] = total${o};`,
      `    sums[at${o} + 1] = ${result(o, away)};`,
    ]),
    '  }',
  ].join('\n')
}

const blocksOf = (side: string, count: number, apart: string | null): string =>
  apart === null
    ? `((${side} + ${count - 1}) / ${count})`
    : `(${apart} * ((${side} + ${count} * ${apart} - 1) / (${count} * ${apart})))`

/** Adds up what each thread of the workgroup has put into its lane, for all slices at once; the sum is in the first lane. */
export const gatherCode = ({ slices }: Tile): string => `
var<workgroup> lanes: array<array<vec4f, ${WORKGROUP * WORKGROUP}>, ${slices}>;
fn gather(thread: u32) {
  for (var rest = ${(WORKGROUP * WORKGROUP) / 2}u; rest > 0; rest /= 2) {
    workgroupBarrier();
    if (thread < rest) {
      for (var o = 0; o < ${slices}; o++) { lanes[o][thread] += lanes[o][thread + rest]; }
    }
  }
  workgroupBarrier();
}`
