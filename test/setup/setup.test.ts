// The set-up of a fresh clone, piece by piece: what is missing, what is done about it, and the sentences where nothing can be done.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { dependencyProblem, nodeProblem } from '../../src/server/setup.mjs'
import { isShared, viteArguments } from '../../src/server/vite-arguments.mjs'
import { browserPlan } from './browser.mjs'
import { missingEntries } from './complete-lock.mjs'
import { countsOf, verdict } from './counts.mjs'
import { findBrowser } from './find-browser.mjs'
import { findPython, PACKAGES, pythonMissing } from './python.mjs'
import { aptCommands, runAll } from './system.mjs'
import { runTrainerTests, trainerCounts } from './trainer-tests.mjs'

const folder = mkdtempSync(join(tmpdir(), 'impasto-setup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the right Node', () => {
  it('is 20.19 or newer', () => {
    expect(['20.19.0', '20.20.2', '22.1.0', '100.0.0'].map(nodeProblem)).toEqual([null, null, null, null])
    expect(nodeProblem('20.18.3')).toBe(
      'Impasto needs Node 20.19 or newer: this is 20.18.3. Install the current LTS from https://nodejs.org and run the command again.',
    )
    expect(nodeProblem('18.20.0')).toContain('this is 18.20.0')
  })
})

describe('the packages', () => {
  const machine = { platform: 'linux', arch: 'x64', libc: 'glibc' }
  let count = 0
  /** A repository whose lock file wants `wanted`, with `installed` in node_modules (null: no node_modules, undefined: not finished). */
  function repository(wanted: object, installed: object | null | undefined): string {
    const root = join(folder, `repository-${count++}`)
    mkdirSync(root)
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }))
    if (installed !== null) mkdirSync(join(root, 'node_modules'))
    if (installed) {
      writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }))
    }
    return root
  }
  const three = { 'node_modules/three': { version: '0.187.0' } }

  it.each([
    ['nothing is there', three, null, 'they are not there yet'],
    ['npm was interrupted', three, undefined, 'an installation was not finished'],
    ['one is missing', three, {}, 'three is missing'],
    [
      'one is of another version',
      three,
      { 'node_modules/three': { version: '0.186.0' } },
      'three is 0.186.0, not 0.187.0',
    ],
    ['all is there', three, three, null],
    [
      'one is for another system',
      { ...three, 'node_modules/a-darwin': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] } },
      three,
      null,
    ],
    [
      'one is for another C library',
      { 'node_modules/a-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] } },
      {},
      null,
    ],
    [
      'the one for this system is missing, as in a folder brought from another',
      { 'node_modules/a-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] } },
      {},
      'a-linux is missing',
    ],
    ['an optional one was left out', { 'node_modules/maybe': { version: '1.0.0', optional: true } }, {}, null],
    ['a nested one is missing', { 'node_modules/a/node_modules/@b/c': { version: '2.0.0' } }, {}, '@b/c is missing'],
  ])('%s', (_, wanted, installed, problem) => {
    expect(dependencyProblem(repository(wanted, installed), machine)).toBe(problem)
  })

  it('are all in the lock file, for every system', () => {
    const lock = fileURLToPath(new URL('../../package-lock.json', import.meta.url))
    expect(missingEntries(JSON.parse(readFileSync(lock, 'utf8')).packages)).toEqual({})
  })

  it('are completed where a mirror lacked them', () => {
    const optionalDependencies = {
      '@x/linux-x64-musl': '1.2.3',
      '@x/linux-arm64': '1.2.3',
      '@x/win32-ia32-msvc': '1.2.3',
    }
    const packages = { 'node_modules/x': { version: '1.2.3', dev: true, optionalDependencies } }
    expect(missingEntries({ ...packages, 'node_modules/@x/linux-arm64': { version: '1.2.3' } })).toEqual({
      'node_modules/@x/linux-x64-musl': {
        version: '1.2.3',
        cpu: ['x64'],
        dev: true,
        libc: ['musl'],
        optional: true,
        os: ['linux'],
      },
      'node_modules/@x/win32-ia32-msvc': { version: '1.2.3', cpu: ['ia32'], dev: true, optional: true, os: ['win32'] },
    })
    const vague = { 'node_modules/x': { optionalDependencies: { '@x/linux-x64': '^1.2.3' } } }
    expect(() => missingEntries(vague)).toThrow('@x/linux-x64 is asked for as ^1.2.3, which is no single version.')
    const nameless = { 'node_modules/x': { optionalDependencies: { fsevents: '1.2.3' } } }
    expect(() => missingEntries(nameless)).toThrow('fsevents tells no system.')
  })

  it('are there in the repository that runs this test', () => {
    expect(dependencyProblem(fileURLToPath(new URL('../..', import.meta.url)))).toBeNull()
  })
})

describe('what Vite is started with', () => {
  const desk = { DISPLAY: ':0', BROWSER: 'firefox' }

  it('opens the page where there is a screen, unless told otherwise', () => {
    expect(viteArguments(['--port', '4000'], desk, 'linux')).toEqual(['--port', '4000', '--open'])
    expect(viteArguments([], {}, 'darwin')).toEqual(['--open'])
    expect(viteArguments(['--open', '/?hud=1'], desk, 'linux')).toEqual(['--open', '/?hud=1'])
    expect(viteArguments(['--no-open'], desk, 'linux')).toEqual(['--no-open'])
  })

  it('opens nothing without a screen, in CI, over ssh, or without a way to open', () => {
    expect(viteArguments([], {}, 'linux')).toEqual([])
    expect(viteArguments([], { ...desk, CI: 'true' }, 'linux')).toEqual([])
    expect(viteArguments([], { SSH_CONNECTION: '1' }, 'darwin')).toEqual([])
    expect(viteArguments([], { DISPLAY: ':0', PATH: folder }, 'linux')).toEqual([])
    expect(viteArguments([], { ...desk, BROWSER: 'none' }, 'linux')).toEqual([])
    writeFileSync(join(folder, 'xdg-open'), '')
    expect(viteArguments([], { DISPLAY: ':0', PATH: folder }, 'linux')).toEqual(['--open'])
  })

  it('is shared when another machine may ask', () => {
    expect([['--host'], ['--host', '0.0.0.0'], ['--host=10.0.0.1']].map(isShared)).toEqual([true, true, true])
    expect([[], ['--host', 'localhost'], ['--host=127.0.0.1'], ['--port', '80']].map(isShared)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

describe('what is installed', () => {
  it('goes on after a command that fails, and says when the last one does', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const made = join(folder, 'made')
    await runAll([['false'], ['mkdir', made]])
    await runAll([
      ['mkdir', made, '2>/dev/null'],
      ['sh', '-c', '"exit', '3"'],
    ])
    expect(existsSync(made)).toBe(true)
    expect(told.mock.calls).toEqual([[`mkdir ${made} 2>/dev/null; sh -c "exit 3" ended with 3.`]])
    told.mockRestore()
  })
})

describe('the browser for the tests', () => {
  const debian = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n'
  const ubuntu = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
  const mint = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'

  it('is installed by apt-get where that needs nobody', () => {
    const asRoot = browserPlan({ platform: 'linux', osRelease: debian, root: true, sudo: false })
    expect(asRoot).toEqual({
      commands: [
        ['apt-get', 'update', '-qq'],
        [
          'env',
          'DEBIAN_FRONTEND=noninteractive',
          'apt-get',
          'install',
          '-y',
          '-qq',
          '--no-install-recommends',
          'chromium',
        ],
      ],
    })
    const withSudo = browserPlan({ platform: 'linux', osRelease: ubuntu, root: false, sudo: true })
    expect('commands' in withSudo && withSudo.commands.map((words) => words.slice(0, 3))).toEqual([
      ['sudo', '-n', 'apt-get'],
      ['sudo', '-n', 'env'],
    ])
  })

  it.each([
    ['Debian without rights', 'linux', mint, 'Install one with `sudo apt-get install chromium`, or set CHROME_PATH.'],
    [
      'another Linux',
      'linux',
      'ID=fedora\n',
      "Install chromium with the system's package manager, or set CHROME_PATH.",
    ],
    ['macOS', 'darwin', '', 'Install Google Chrome (`brew install --cask google-chrome`), or set CHROME_PATH.'],
    ['Windows', 'win32', '', 'Install Google Chrome (`winget install Google.Chrome`), or set CHROME_PATH.'],
  ])('is asked for on %s', (_, platform, osRelease, advice) => {
    expect(browserPlan({ platform, osRelease, root: false, sudo: false })).toEqual({ advice })
  })

  it('is looked for in CHROME_PATH, then in the usual places, then on PATH', () => {
    const there =
      (...paths: string[]) =>
      (path: string) =>
        paths.includes(path)
    const own = join(folder, 'chromium')
    const env = { CHROME_PATH: '/opt/mine/chrome', PATH: folder }
    expect(findBrowser(env, there('/opt/mine/chrome', '/usr/bin/chromium'))).toBe('/opt/mine/chrome')
    expect(findBrowser(env, there('/usr/bin/chromium', own))).toBe('/usr/bin/chromium')
    expect(findBrowser(env, there(own))).toBe(own)
    expect(findBrowser(env, there())).toBeUndefined()
    expect(findBrowser({}, () => true)).toBe('/usr/bin/chromium')
  })
})

describe('the Python for the trainer', () => {
  const debian = { platform: 'linux', osRelease: 'ID=debian\n', root: true, sudo: false }
  const mac = { platform: 'darwin', osRelease: '', root: false, sudo: false }

  it("is IMPASTO_PYTHON, then Debian's, then the one on PATH", () => {
    const all = () => true
    expect(findPython({ IMPASTO_PYTHON: '/opt/python' }, all)).toBe('/opt/python')
    expect(findPython({}, all)).toBe('/usr/bin/python3')
    expect(findPython({}, (python) => python === 'python3')).toBe('python3')
    expect(findPython({}, () => false)).toBeUndefined()
  })

  it('is installed by apt-get where that needs nobody, and otherwise by the person at it', () => {
    expect(aptCommands(debian, PACKAGES)?.at(-1)?.slice(-4)).toEqual(PACKAGES)
    expect(aptCommands({ ...debian, root: false }, PACKAGES)).toBeNull()
    expect(aptCommands(mac, PACKAGES)).toBeNull()
    expect(pythonMissing(debian)).toBe(
      'Training needs Python 3 with PyTorch, Pillow and NumPy: none was found. Install them with `sudo apt-get install --no-install-recommends python3-torch python3-pil python3-numpy libopenblas0-pthread`.',
    )
    expect(pythonMissing(mac)).toContain('`python3 -m pip install torch pillow numpy`; IMPASTO_PYTHON may name')
  })

  it('is not needed to pass, but its absence is told', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const counts = await runTrainerTests(folder, Promise.resolve({ missing: 'There is no Python. Install one.' }))
    expect(counts).toEqual({ passed: 0, failed: 0, skipped: 0 })
    expect(log.mock.calls).toEqual([["– the trainer's tests did not run. There is no Python. Install one."]])
    const broken = await runTrainerTests(folder, Promise.resolve({ python: join(folder, 'no-python') }))
    expect(broken.failed).toBe(1)
    log.mockRestore()
  })

  it('is believed only when its tests say how many they were', () => {
    expect(trainerCounts('counts 30 0\n', 0)).toEqual({ passed: 30, failed: 0, skipped: 0 })
    expect(trainerCounts('counts 28 2\n', 1)).toEqual({ passed: 28, failed: 2, skipped: 0 })
    expect(trainerCounts('', 0).failed).toBe(1)
    expect(trainerCounts('counts 30 0\n', 139).failed).toBe(1)
    expect(trainerCounts('counts 0 0\n', 0).failed).toBe(1)
  })
})

describe('the last line', () => {
  const good = { passed: 3, failed: 0, skipped: 0 }

  it('adds up every part, and counts errors outside the tests', () => {
    expect(countsOf([good, { passed: 1, failed: 2, skipped: 4 }], 1)).toEqual({ passed: 4, failed: 3, skipped: 4 })
  })

  it('calls a run failed that left no count, ended badly, or tested nothing', () => {
    expect(verdict(good, 0)).toEqual({ counts: good, note: null })
    expect(verdict(null, 1)).toEqual({
      counts: { passed: 0, failed: 1, skipped: 0 },
      note: 'The test runner ended (exit status 1) before any file was done.',
    })
    expect(verdict(good, null)).toEqual({
      counts: { ...good, failed: 1 },
      note: 'The test runner ended (killed) though no test failed.',
    })
    expect(verdict({ passed: 0, failed: 0, skipped: 2 }, 0)).toEqual({
      counts: { passed: 0, failed: 1, skipped: 2 },
      note: 'No test ran: the options match none.',
    })
    const bad = { passed: 1, failed: 1, skipped: 0 }
    expect(verdict(bad, 1)).toEqual({ counts: bad, note: null })
  })
})

describe('the runner of TypeScript programs', () => {
  const runner = fileURLToPath(new URL('./run-ts.mjs', import.meta.url))
  function run(name: string, text: string, ...args: string[]): { status: number | null; out: string; err: string } {
    writeFileSync(join(folder, name), text)
    const done = spawnSync(process.execPath, [runner, join(folder, name), ...args], { encoding: 'utf8' })
    return { status: done.status, out: done.stdout, err: done.stderr }
  }

  it('runs a program with its arguments, and imports other TypeScript', () => {
    writeFileSync(
      join(folder, 'part.ts'),
      'export enum Part { One = 41 }\nexport const late = (n: number): number => n + 1\n',
    )
    const text = [
      "import { Part } from './part'",
      'export default async function (args: readonly string[]): Promise<void> {',
      "  const { late } = await import('./part')",
      '  console.log(late(Part.One), args.join(), process.argv.slice(2).join())',
      '}',
    ]
    expect(run('program.ts', text.join('\n'), '--', '--quick', 'x')).toEqual({
      status: 0,
      out: '42 --quick,x --quick,x\n',
      err: '',
    })
  })

  it('fails when the program fails, and says where', () => {
    const { status, err } = run('broken.ts', '\nawait Promise.resolve()\nthrow new Error("no bench today")\n')
    expect(status).toBe(1)
    expect(err).toContain('no bench today')
    expect(err).toContain('broken.ts:3')
  })

  it('asks for a program when none is named', () => {
    const { status, stderr } = spawnSync(process.execPath, [runner], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([2, 'Which program? node test/setup/run-ts.mjs <file.ts> [-- arguments]\n'])
  })
})
