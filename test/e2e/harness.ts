// Serves the page, opens a browser on it and keeps what went wrong there: what end-to-end tests and benches stand on.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type BrowserServer, type Page } from 'playwright-core'
import { build, createLogger, createServer, preview, type InlineConfig } from 'vite'
import type { Engine } from '../../src/contracts/engine-api'
import type { Seconds } from '../../src/core/units'
import { browserPath, fakeDevices, NO_WEBGPU, OWN_GPU, SOFTWARE_GPU } from '../browser-flags'

/** The repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface ServeOptions {
  /** 'dev': as `npm start` serves it, with hot swap. 'preview': the built page. */
  readonly mode: 'dev' | 'preview'
  /** Serve a copy of the repository that a test may write in; only then does the server watch for changes. @defaultValue false */
  readonly copy?: boolean
}

export interface Served {
  /** With a slash at the end. */
  readonly url: string
  /** The folder that is served: the repository, or the copy of it. */
  readonly root: string
  /** The built page; null in dev. */
  readonly built: string | null
  /** What the server complained about, each line once. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** Serves the page on a free port of this machine. */
export async function serve({ mode, copy = false }: ServeOptions): Promise<Served> {
  const root = copy ? copyOfRepository() : ROOT
  const complaints = new FewLines()
  const logger = createLogger('silent')
  logger.warn = logger.error = (text: string) => complaints.add(text)
  const common: InlineConfig = { ...inlineConfig(root), customLogger: logger }
  const served = mode === 'dev' ? await serveDev(common, copy) : await servePreview(common)
  return {
    ...served,
    root,
    complaints: complaints.lines,
    async close() {
      await served.close()
      if (copy) rmSync(root, { recursive: true, force: true })
    },
  }
}

function inlineConfig(root: string): InlineConfig {
  return { root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', clearScreen: false }
}

type Running = Pick<Served, 'url' | 'built' | 'close'>

async function serveDev(common: InlineConfig, copy: boolean): Promise<Running> {
  const server = await withNodeEnv('development', () =>
    createServer({
      ...common,
      // Not the performer's own cache: a test must not disturb a show that runs from the same folder.
      cacheDir: join(copy ? (common.root ?? ROOT) : ROOT, '.cache', 'vite-e2e'),
      server: {
        host: '127.0.0.1',
        port: 0,
        watch: copy ? {} : null,
        fs: { allow: [common.root ?? ROOT, join(ROOT, 'node_modules')] },
      },
    }),
  )
  await server.listen()
  return { url: urlOf(server.resolvedUrls?.local), built: null, close: () => server.close() }
}

/** The environment's name for the folder of a page that was built already, which then is not built again. */
export const BUILT = 'IMPASTO_BUILT_PAGE'

/** Builds the page into a new folder outside the repository. @returns the folder */
export async function buildPage(common: InlineConfig = inlineConfig(ROOT)): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'impasto-built-'))
  await withNodeEnv('production', () => build({ ...common, build: { outDir, emptyOutDir: true } }))
  return outDir
}

async function servePreview(common: InlineConfig): Promise<Running> {
  const before = process.env[BUILT]
  const outDir = before ?? (await buildPage(common))
  const server = await preview({ ...common, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  return {
    url: urlOf(server.resolvedUrls?.local),
    built: outDir,
    async close() {
      await server.close()
      if (before === undefined) rmSync(outDir, { recursive: true, force: true })
    },
  }
}

export interface OpenBrowserOptions {
  /** A y4m film as the camera. With a film or a sound, permission for both devices is given; without, there are none. */
  readonly film?: string
  /** A wav as the microphone. */
  readonly sound?: string
  /** False: no WebGPU adapter, WebGL 2 only; 'own': this machine's, if the browser may use it. @defaultValue true, on a software GPU */
  readonly gpu?: boolean | 'software' | 'own'
  readonly flags?: readonly string[]
}

/** The environment's names for the addresses of browsers that run already, and for what those are. */
const RUNNING = [
  ['IMPASTO_BROWSER', SOFTWARE_GPU],
  ['IMPASTO_BROWSER_WITHOUT_WEBGPU', NO_WEBGPU],
] as const

/** Starts browsers that whoever opens one without wishes of its own shares: a page in a browser that is warm opens in half the time. */
export async function startBrowsers(): Promise<readonly BrowserServer[]> {
  return await Promise.all(
    RUNNING.map(async ([name, args]) => {
      const server = await chromium.launchServer({ executablePath: browserPath(), args: [...args] })
      process.env[name] = server.wsEndpoint()
      return server
    }),
  )
}

/** The real browser, without a window. Close it with its own `close()`, which closes its pages. */
export function openBrowser({ film, sound, gpu = true, flags = [] }: OpenBrowserOptions = {}): Promise<Browser> {
  const fake = film !== undefined || sound !== undefined ? fakeDevices({ film, sound }) : []
  const args = gpu === 'own' ? OWN_GPU : gpu ? SOFTWARE_GPU : NO_WEBGPU
  const [name] = RUNNING.find(([, its]) => its === args) ?? []
  const running = name !== undefined && fake.length === 0 && flags.length === 0 ? process.env[name] : undefined
  if (running !== undefined) return chromium.connect(running)
  return chromium.launch({ executablePath: browserPath(), args: [...args, ...fake, ...flags] })
}

/** The environment's name for the pictures a second that displays show: in tests 30, a software GPU has other things to do than to draw 60. */
export const DISPLAY = 'IMPASTO_DISPLAY'

export interface OpenPageOptions extends BrowserContextOptions {
  /** The address line: `{ clock: 'manual', source: 'demo' }`. */
  readonly params?: Readonly<Record<string, string | number>>
  /** Wait until `impasto.ready`. @defaultValue true */
  readonly ready?: boolean
  /** How long to wait for that. @defaultValue 120 */
  readonly patience?: Seconds
  /** Pictures a second that the display shows. @defaultValue 60; 30 where the environment says so */
  readonly display?: 30 | 60
  /** Called before the page loads: to take an API away, or to listen. */
  readonly prepare?: (page: Page) => Promise<void>
}

export interface OpenedPage {
  readonly page: Page
  /** Loads the page anew and waits until it is ready, faster than a page of its own would be; the storage is as new, or left as it is. */
  again(options?: { params?: OpenPageOptions['params']; keepStorage?: boolean }): Promise<void>
  /** Lines that the console called errors, each once, 20 at most. */
  readonly consoleErrors: readonly string[]
  /** Exceptions that nobody caught, each once, 20 at most. */
  readonly pageErrors: readonly string[]
  close(): Promise<void>
}

/**
 * Opens the page in a context of its own (its own storage and permissions).
 * @throws {Error} the engine did not get ready in time; the message names what the page complained about
 */
export async function openPage(browser: Browser, url: string, options: OpenPageOptions = {}): Promise<OpenedPage> {
  const {
    params = {},
    ready = true,
    patience = 120,
    display = process.env[DISPLAY] === '30' ? 30 : 60,
    prepare,
    ...context
  } = options
  const page = await browser.newPage({ viewport: { width: 640, height: 360 }, ...context })
  const consoleErrors = new FewLines()
  const pageErrors = new FewLines()
  page.on('console', (message) => {
    const text = message.text()
    // Chromium says that, and leaves to the place what it was.
    const what = text.startsWith('Failed to load resource') ? ` (${message.location().url})` : ''
    if (message.type() === 'error') consoleErrors.add(text + what)
  })
  page.on('pageerror', (error) => pageErrors.add(error.message))
  try {
    if (display === 30) await page.addInitScript(halfDisplay)
    await prepare?.(page)
    await page.goto(addressOf(url, params))
    if (ready) await untilReady(page, patience)
  } catch (thrown) {
    const complaints = [...pageErrors.lines, ...consoleErrors.lines].slice(0, 5).join('\n  ')
    await page.close()
    const reason = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown)
    throw new Error(`${url} did not get ready: ${reason}\n  The page says: ${complaints || 'nothing'}`, {
      cause: thrown,
    })
  }
  return {
    page,
    consoleErrors: consoleErrors.lines,
    pageErrors: pageErrors.lines,
    close: () => page.close(),
    async again({ params: others = params, keepStorage = false } = {}) {
      // What the page keeps when it is left is cleared too.
      // A dev server that reloads the page at this moment breaks the first off.
      await page.goto('about:blank').catch(() => page.goto('about:blank'))
      if (!keepStorage) await clearStorage(page, new URL(url).origin)
      await page.goto(addressOf(url, others))
      await untilReady(page, patience)
    },
  }
}

function addressOf(url: string, params: NonNullable<OpenPageOptions['params']>): string {
  const address = new URL(url)
  for (const [key, value] of Object.entries(params)) address.searchParams.set(key, String(value))
  return address.href
}

async function clearStorage(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb' })
  await session.detach()
}

/** Asks again and again and not once, because a dev server that meets a package for the first time reloads the page. */
async function untilReady(page: Page, patience: Seconds): Promise<void> {
  const outcome = await page.waitForFunction(
    () => {
      const here = globalThis as unknown as { impasto?: Engine; impastoOutcome?: string }
      if (here.impasto && here.impastoOutcome === undefined) {
        here.impastoOutcome = ''
        here.impasto.ready.then(
          () => (here.impastoOutcome = 'ready'),
          (thrown: unknown) => (here.impastoOutcome = String(thrown)),
        )
      }
      return here.impastoOutcome
    },
    undefined,
    { timeout: patience * 1000, polling: 100 },
  )
  const text = await outcome.jsonValue()
  if (text !== 'ready') throw new Error(`impasto.ready was rejected: ${text}`)
}

/** In the page: a display that shows every second frame of the real one. */
function halfDisplay(): void {
  const { requestAnimationFrame } = globalThis
  const waiting = new Map<number, FrameRequestCallback>()
  let last = 0
  let second = false
  let turning = false
  const turn = (at: number): void => {
    second = !second
    if (second) return void requestAnimationFrame(turn)
    turning = false
    const due = [...waiting.values()]
    waiting.clear()
    for (const run of due) run(at)
  }
  globalThis.requestAnimationFrame = (run) => {
    if (!turning) requestAnimationFrame(turn)
    turning = true
    waiting.set(++last, run)
    return last
  }
  globalThis.cancelAnimationFrame = (handle) => {
    waiting.delete(handle)
  }
}

/** Lines without repetition, the first 20: one wrong GPU call says the same a thousand times. */
class FewLines {
  readonly lines: string[] = []

  add(text: string): void {
    const line = text.length > 400 ? `${text.slice(0, 400)}…` : text
    if (this.lines.length < 20 && !this.lines.includes(line)) this.lines.push(line)
  }
}

/** Vite takes NODE_ENV as it finds it, and a test runner has set it to 'test'. */
async function withNodeEnv<T>(value: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = value
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'impasto-copy-'))
  const files = readdirSync(ROOT).filter((name) =>
    /\.html$|^(package|tsconfig)\.json$|^package-lock\.json$|^vite\.config\.ts$/.test(name),
  )
  for (const name of [...files, 'src', 'sketches', 'models', 'public']) {
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

function urlOf(local: readonly string[] | undefined): string {
  const [url] = local ?? []
  if (url === undefined) throw new Error('The server listens, but tells no address.')
  return url
}
