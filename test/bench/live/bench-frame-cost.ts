// What a frame of live code costs, alone and in short: for whoever makes the stage faster.
//   node test/setup/run-ts.mjs test/bench/live/bench-frame-cost.ts -- --size 640x360 --rounds 3 --chains stripes,tiles --gpu webgl2
import { openBrowser, serve } from '../../e2e/harness'
import { TEN } from './chains'
import { measureFrameCost } from './frame-cost'
import { costText } from './live'

export default async function benchFrameCost(args: readonly string[]): Promise<void> {
  const value = (name: string): string | undefined => args[args.indexOf(name) + 1 || args.length]
  const [width = 640, height = 360] = (value('--size') ?? '640x360').split('x').map(Number)
  const chains = value('--chains')?.split(',')
  const served = await serve({ mode: 'dev' })
  const browser = await openBrowser()
  try {
    const costs = await measureFrameCost(browser, served.url, {
      sizes: [{ width, height }],
      rounds: Number(value('--rounds') ?? 3),
      ours: value('--gpu') === 'webgpu' ? ['webgpu'] : ['webgl2'],
      chains: TEN.filter(({ name }) => chains?.includes(name) ?? true),
      onStatus: (status) => process.stderr.write(`  ${status}\n`),
    })
    console.log(costText(costs))
  } finally {
    await browser.close()
    await served.close()
  }
}
