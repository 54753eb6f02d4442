// Is it the same picture? Sketches played here and in hydra-synth, held against each other frame by frame.
//   node test/setup/run-ts.mjs test/bench/live/same/bench-same.ts -- --gpu webgl2 --size 160x90 --set functions|idioms|pieces|chance --like rotate --most 100 --seed 1
//   … --code 'osc(9).out()||noise(3).out()' --fed --all --picture two.png
import { writeFileSync } from 'node:fs'
import { openBrowser, serve } from '../../../e2e/harness'
import { chanceSketches } from './chance'
import { functionSketches } from './functions'
import { idioms } from './idioms'
import { pieces } from './pieces'
import { compare, sameText } from './same'

export default async function benchSame(args: readonly string[]): Promise<void> {
  const value = (name: string): string | undefined => args[args.indexOf(name) + 1 || args.length]
  const [width = 160, height = 90] = (value('--size') ?? '160x90').split('x').map(Number)
  const set = value('--set')
  const like = new RegExp(value('--like') ?? '')
  const code = value('--code')?.split('||')
  const sketches =
    code?.map((text) => ({ name: text, code: text, fed: args.includes('--fed') })) ??
    [
      ...(set === undefined || set === 'functions' ? functionSketches() : []),
      ...(set === undefined || set === 'idioms' ? idioms : []),
      ...(set === undefined || set === 'pieces' ? pieces : []),
      ...(set === undefined || set === 'chance'
        ? chanceSketches(Number(value('--most') ?? 100), Number(value('--seed') ?? 1))
        : []),
    ].filter(({ name }) => like.test(name))
  const served = await serve({ mode: 'dev' })
  const browser = await openBrowser()
  try {
    const backend = value('--gpu') === 'webgpu' ? 'webgpu' : 'webgl2'
    const picture = value('--picture')
    const results = await compare(browser, served.url, {
      backend,
      size: { width, height },
      sketches,
      onStatus: (status) => process.stderr.write(`  ${status}\n`),
      onPicture: (png) => picture !== undefined && writeFileSync(picture, png),
    })
    console.log(sameText(results, { all: args.includes('--all') }))
  } finally {
    await browser.close()
    await served.close()
  }
}
