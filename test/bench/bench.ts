// `npm run bench`: every figure that the README prints, measured on this machine. It prints; it never passes or fails.
//   npm run bench -- --size 256x256 --frames 5 --json     the runtimes side by side, as one JSON object
//   npm run bench -- --size 256x256 --gpu own             on this machine's own graphics instead of the software one
//   npm run bench -- --frames 1000 --json                 all there is, as one JSON object
//   npm run bench -- --only painters|start|webgpu|wasm|audio|live
//   npm run bench -- --only same --frames 200             how far live code's picture is from the peer's, with so many sketches by chance
import { cpus } from 'node:os'
import { contestText } from '../../src/bench/markdown'
import { openBrowser, serve } from '../e2e/harness'
import { benchAudio } from './audio/bench'
import { measureEndurance, type Endurance } from './endurance'
import { type FirstUse, firstUseText, measureFirstUse } from './first-use'
import { benchLive, liveText, type LiveFigures } from './live/live'
import benchSame from './live/same/bench-same'
import { benchPainters, painterObject } from './painters'
import { readArguments } from './arguments'
import { measureStartUp, type Fetched, type StartUp } from './start-up'

interface Result {
  readonly machine: string
  painters?: object
  start?: StartUp
  readonly firstUse: Partial<Record<'webgpu' | 'wasm', FirstUse | null>>
  endurance: Endurance[]
  live?: LiveFigures
  audio?: string
}

export default async function bench(args: readonly string[]): Promise<void> {
  const { json, frames, size, gpu, wants, ...asked } = readArguments(args)
  const say = (text: string): void => {
    if (!json) process.stdout.write(`${text}\n`)
  }

  const served = await serve({ mode: 'preview' })
  const browser = await openBrowser({ gpu })
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} threads, Node ${process.version}, Chromium ${browser.version()}`
  const result: Result = { machine, firstUse: {}, endurance: [] }
  say(machine)
  try {
    if (wants('painters')) {
      const painters = await benchPainters(browser, served.url, machine, {
        ...asked,
        size: size ?? '256x256',
        frames: frames ?? 5,
        onStatus: (status) => process.stderr.write(`  ${status}\n`),
      })
      result.painters = painterObject(painters)
      say(`${painters.environment.adapter}, ${painters.environment.browser}\n`)
      say(contestText(painters.contest))
    }
    if (wants('start')) {
      result.start = await measureStartUp(browser, served)
      say(startText(result.start))
    }
    for (const backend of ['webgpu', 'wasm'] as const) {
      if (!wants(backend)) continue
      const firstUse = await measureFirstUse(browser, served.url, { backend })
      result.firstUse[backend] = firstUse
      say(firstUseText(firstUse))
      const run = await measureEndurance(browser, served.url, {
        backend,
        frames: frames ?? 1000,
        styleChanges: 20,
        sketchSwaps: 20,
      })
      result.endurance.push(run)
      say(enduranceText(run))
    }
    if (wants('live')) {
      const onStatus = (status: string): void => void process.stderr.write(`  ${status}\n`)
      result.live = await benchLive(browser, served.url, { frames, onStatus })
      say(liveText(result.live))
    }
  } finally {
    await browser.close()
    await served.close()
  }
  if (wants('same')) await benchSame(['--most', String(frames ?? 100)])
  if (wants('audio')) {
    result.audio = await benchAudio()
    say(`\nSound\n${result.audio}`)
  }
  // Who asks for a size asks for nothing but the runtimes.
  if (json) process.stdout.write(`${JSON.stringify(size === null ? result : result.painters, null, 2)}\n`)
}

function startText({ firstPicture, firstPainting, codeBefore, codeAfter, tensorflowBefore }: StartUp): string {
  return [
    '\nStart, the built page opened cold, 640x360 stage',
    `  first picture on stage       ${firstPicture.toFixed(2)} s after navigation`,
    `  first painting on stage      ${firstPainting.toFixed(2)} s`,
    `  code before the picture      ${fetchedText(codeBefore)}`,
    `  code and weights after it    ${fetchedText(codeAfter)}`,
    `  TensorFlow.js before it      ${tensorflowBefore.join(', ') || 'none'}`,
  ].join('\n')
}

function enduranceText({ warm, after, late, ...run }: Endurance): string {
  const row = (name: string, a: number, b: number): string =>
    `  ${name.padEnd(28)} ${String(a).padStart(12)} ${String(b).padStart(12)} ${(b - a >= 0 ? `+${b - a}` : String(b - a)).padStart(10)}`
  return [
    `\nEndurance, ${run.backend} (${run.adapter}): ${run.frames} stage frames, ${run.paintings} paintings, ${run.styleChanges} style changes, ${run.sketchSwaps} sketch swaps in ${run.seconds.toFixed(0)} s`,
    `  ${''.padEnd(28)} ${'after warm-up'.padStart(12)} ${'at the end'.padStart(12)} ${'difference'.padStart(10)}`,
    row('GPU buffers', warm.buffers, after.buffers),
    row('GPU textures', warm.textures, after.textures),
    row('GPU bytes', warm.bytes, after.bytes),
    row('tensors', warm.tensors, after.tensors),
    row('JavaScript heap, bytes', warm.heap, after.heap),
    `  readbacks                    ${run.readbacks} in ${run.frames} frames`,
    `  GPU objects made             ${run.made.perFrame.toFixed(2)} a stage frame, ${run.made.perPainting.toFixed(1)} a painting`,
    `  late frames                  ${late.perStyleChange.toFixed(2)} a style change, ${late.perSketchSwap.toFixed(2)} a sketch swap, ${late.without.toFixed(2)} in as long without either`,
  ].join('\n')
}

function fetchedText({ files, bytes, gzip }: Fetched): string {
  return `${files} files, ${(bytes / 1000).toFixed(0)} kB, ${(gzip / 1000).toFixed(0)} kB gzip`
}
