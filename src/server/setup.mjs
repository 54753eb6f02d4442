// Set-up that both commands share: the right Node, and the packages of package-lock.json. Built-in modules only: it runs before any package is there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NODE = { major: 20, minor: 19 }

/**
 * What is wrong with this Node, as a sentence or two; null when nothing is.
 * @param {string} version as in `process.versions.node`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > NODE.major || (major === NODE.major && minor >= NODE.minor)) return null
  return `Impasto needs Node ${NODE.major}.${NODE.minor} or newer: this is ${version}. Install the current LTS from https://nodejs.org and run the command again.`
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 * @typedef {{ platform: string, arch: string, libc: string | null }} Machine
 */

/**
 * Why the packages must be installed, as the end of a sentence; null when what is there is what package-lock.json asks for.
 * @param {string} root the repository
 * @param {Machine} [machine]
 * @returns {string | null}
 */
export function dependencyProblem(root, machine = thisMachine()) {
  if (!existsSync(join(root, 'node_modules'))) return 'they are not there yet'
  if (read(stampPath(root)) === stamp(root, machine)) return null
  const installed = packages(join(root, 'node_modules', '.package-lock.json'))
  if (!installed) return 'an installation was not finished'
  for (const [path, wanted] of Object.entries(packages(join(root, 'package-lock.json')) ?? {})) {
    if (path === '' || !belongs(wanted, machine)) continue
    const found = installed[path]
    const name = path.replace(/^.*node_modules\//, '')
    if (!found) return `${name} is missing`
    if (found.version !== wanted.version) return `${name} is ${found.version}, not ${wanted.version}`
  }
  return null
}

/**
 * Installs exactly what package-lock.json names, if it isn't there. Prints what it does.
 * @param {string} root the repository
 * @throws {Error} npm failed; the message says what to do
 */
export function ensureDependencies(root) {
  const problem = dependencyProblem(root)
  if (problem === null) return
  console.log(`Installing packages (${problem}); this takes a minute the first time.`)
  const done = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root)
  if (done !== 0) {
    throw new Error(
      `The packages could not be installed: npm ci ended with ${done}, its reason is above. Most often it is the network or a proxy: mend that and run the command again.`,
    )
  }
  writeFileSync(stampPath(root), stamp(root, thisMachine()))
}

/** @returns {Machine} */
function thisMachine() {
  return { platform: process.platform, arch: process.arch, libc: libc() }
}

/** @returns {string | null} 'glibc', 'musl', or null where there is no such thing */
function libc() {
  if (process.platform !== 'linux') return null
  const report = process.report.getReport()
  const glibc =
    'header' in report &&
    typeof report.header === 'object' &&
    report.header !== null &&
    'glibcVersionRuntime' in report.header
  return glibc ? 'glibc' : 'musl'
}

/**
 * True when npm would install this package here.
 * @param {LockedPackage} locked
 * @param {Machine} machine
 */
function belongs(locked, machine) {
  const fits =
    fitsOne(locked.os, machine.platform) && fitsOne(locked.cpu, machine.arch) && fitsOne(locked.libc, machine.libc)
  if (!locked.optional && !locked.devOptional) return fits
  // An optional package that names no machine may be left out by npm for other reasons.
  return fits && locked.os !== undefined
}

/**
 * @param {string[] | undefined} list as in package.json: names, or '!name' for all but
 * @param {string | null} name
 */
function fitsOne(list, name) {
  if (!list || name === null) return true
  return list.includes(name) || (list.every((entry) => entry.startsWith('!')) && !list.includes(`!${name}`))
}

/**
 * @param {string} path a lock file
 * @returns {Record<string, LockedPackage> | null}
 */
function packages(path) {
  const text = read(path)
  if (text === null) return null
  try {
    return JSON.parse(text).packages ?? null
  } catch {
    return null
  }
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.impasto')
}

/**
 * @param {string} root
 * @param {Machine} machine
 */
function stamp(root, machine) {
  const lock = createHash('sha256')
    .update(read(join(root, 'package-lock.json')) ?? '')
    .digest('hex')
  return `${lock} ${machine.platform} ${machine.arch} ${machine.libc ?? ''}\n`
}

/**
 * @param {string} path
 * @returns {string | null} the text, null when there is none
 */
function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @returns {number} the exit status
 */
function npm(args, cwd) {
  const script = process.env['npm_execpath']
  const ended = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], { cwd, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' })
  return ended.status ?? 1
}
