// Everything in the gallery and in the help on functions has its moving picture, and there is none of what is gone.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { describeDialect } from '../../src/live/describe-dialect'
import { PIECES } from '../../src/editor/gallery/pieces'

const gallery = fileURLToPath(new URL('../../public/gallery', import.meta.url))

it.each([
  ['pieces', PIECES.map(({ id }) => id)],
  ['functions', describeDialect().map(({ name }) => name)],
])('every one of the %s is recorded (npm run thumbnails -- <name>)', (folder, names) => {
  const files = readdirSync(`${gallery}/${folder}`)
  expect(files.toSorted()).toEqual(names.map((name) => `${name}.webp`).toSorted())
  for (const file of files) {
    const head = readFileSync(`${gallery}/${folder}/${file}`).subarray(0, 12).toString('latin1')
    expect([file, head.slice(0, 4), head.slice(8)]).toEqual([file, 'RIFF', 'WEBP'])
  }
})
