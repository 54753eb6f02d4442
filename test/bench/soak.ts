// `npm run soak`: the built page plays on and on, styles and sketches changing, and nothing may grow. It fails with a sentence.
//   npm run soak -- --minutes 30
//   npm run soak -- --minutes 0.2 --backend webgpu      a short look; --gpu own takes this machine's graphics
import type { Browser } from 'playwright-core'
import type { Seconds } from '../../src/core/units'
import { median } from '../../src/bench/statistics'
import { openBrowser, serve } from '../e2e/harness'
import { framesDrawn } from '../e2e/harness-engine'
import { type Evening, HOME, openEvening } from './evening'
import { growthOf, growthText, minutes, type Moment, momentText } from './growth'
import { readSoakArguments, type SoakArguments } from './soak-arguments'

/** Between two changes of style; every third is a change of sketch too. */
const CHANGE: Seconds = 2
/** Between two moments. */
const LOOK: Seconds = 10
/** Of a short run, in moments, so that there is a slope at all. */
const FEWEST = 6
/** Longer than anything takes that the page is asked for. */
const PATIENCE: Seconds = 90
/** Between two looks at the picture's age. */
const GLANCE: Seconds = 0.25

export default async function soak(args: readonly string[]): Promise<void> {
  const asked = readSoakArguments(args)
  const served = await serve({ mode: 'preview' })
  const browser = await openBrowser({ gpu: asked.gpu })
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  const moments: Moment[] = []
  let death: string | null = null
  try {
    death = await play(browser, served.url, asked, moments, say)
  } finally {
    await browser.close()
    await served.close()
  }
  const growths = growthOf(moments)
  if (growths.length > 0) say(`\n${growthText(growths)}`)
  const complaints = [death, ...growths.map(({ complaint }) => complaint)].filter((text) => text !== null)
  say(complaints.length === 0 ? '\nNothing grew beyond its bound.' : `\n${complaints.join('\n')}`)
  if (complaints.length > 0) process.exitCode = 1
}

/** Adds to `moments` as it goes. Resolves with how the page died, null when it lived to the end. */
async function play(
  browser: Browser,
  url: string,
  { minutes: wanted, backend, size, model }: SoakArguments,
  moments: Moment[],
  say: (text: string) => void,
): Promise<string | null> {
  const evening = await openEvening(browser, url, { backend, size, model })
  const { page, opened } = evening
  let crash: string | null = null
  page.on('crash', () => (crash = "the browser's process for it crashed"))
  browser.on('disconnected', () => (crash ??= 'the browser ended'))
  const began = { at: Date.now() }
  const now = (): Seconds => (Date.now() - began.at) / 1000
  try {
    say('Every style and every sketch once, before anything counts.')
    for (const id of evening.sketches) await evening.swap(id)
    for (const id of evening.styles) await evening.paint(id)
    const { adapter, stage } = await evening.stats()
    say(`${minutes(wanted * 60)} on ${stage} (${adapter}), painting on ${backend}.`)
    began.at = Date.now()
    const long = wanted * 60
    const every = Math.min(LOOK, long / FEWEST)
    const done = { changes: 0, sketches: 0 }
    for (let i = 0; now() < long || moments.length < 2; i++) {
      const frameAge = await change(evening, done, every)
      // A sketch may choose styles by itself, and then the painter never rests.
      await inTime(evening.swap(HOME.sketch), `go back to the sketch ${HOME.sketch}`)
      const alive = await inTime(evening.alive(), 'come to rest')
      const { frames, paintings } = await inTime(evening.stats(), 'tell its figures')
      moments.push({ ...alive, at: now(), frameAge })
      const last = moments.at(-1)
      if (last)
        say(
          momentText(
            last,
            `${frames} frames, ${paintings} paintings, ${done.changes} styles, ${done.sketches} sketches`,
          ),
        )
    }
    for (const error of opened.pageErrors) say(`The page threw: ${error}`)
    return null
  } catch (thrown) {
    const why = crash ?? (thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown))
    const reason = /Timeout \d+ms/.test(why) ? 'it drew no new frame, or no new painting, for a minute' : why
    return `The page died after ${minutes(now())}: ${reason}.`
  }
}

/** Changes styles and sketches for `seconds`; resolves with the median age of the painting on stage meanwhile. */
async function change(
  evening: Evening,
  done: { changes: number; sketches: number },
  seconds: Seconds,
): Promise<Seconds | null> {
  const began = Date.now()
  const ages: Seconds[] = []
  do {
    const [style, sketch] = [evening.style(done.changes), evening.sketch(done.sketches)]
    await inTime(evening.choose(style), `take the style ${style}`)
    if (done.changes++ % 3 === 0) {
      await inTime(evening.load(sketch), `load the sketch ${sketch}`)
      done.sketches++
    }
    ages.push(...(await inTime(agesFor(evening, Math.min(CHANGE, seconds)), 'go on')))
  } while ((Date.now() - began) / 1000 < seconds)
  await framesDrawn(evening.page)
  return ages.length === 0 ? null : median(ages)
}

/** The painting's age, looked at now and then. A style that was 'none' until now has an old one on stage: the first are left out. */
async function agesFor({ page }: Evening, seconds: Seconds): Promise<Seconds[]> {
  return page.evaluate(
    async ([long, glance]) => {
      const ages: number[] = []
      const paintings = (): number => globalThis.impasto?.stats().paintings ?? 0
      const before = paintings()
      for (let spent = 0; spent < long; spent += glance) {
        await new Promise((resolve) => setTimeout(resolve, glance * 1000))
        const age = globalThis.impasto?.stats().frameAge ?? null
        if (age !== null && paintings() > before) ages.push(age)
      }
      return ages
    },
    [seconds, GLANCE] as const,
  )
}

/** What a page that hangs is asked for never ends by itself. */
async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let bell: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    bell = setTimeout(() => reject(new Error(`it was to ${what}, and did not in ${PATIENCE} s`)), PATIENCE * 1000)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(bell)
  }
}
