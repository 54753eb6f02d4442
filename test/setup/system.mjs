// What kind of system this is, and whether Debian's packages can be installed on it without anybody's hand.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ platform: string, osRelease: string, root: boolean, sudo: boolean }} System */

/** @param {System} system */
export function isDebian({ platform, osRelease }) {
  return platform === 'linux' && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease)
}

/**
 * The commands that install `packages`; null where they need a password or another package manager.
 * @param {System} system
 * @param {string[]} packages
 * @returns {string[][] | null}
 */
export function aptCommands(system, packages) {
  if (!isDebian(system) || !(system.root || system.sudo)) return null
  const prefix = system.root ? [] : ['sudo', '-n']
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-qq', '--no-install-recommends']
  return [
    [...prefix, 'apt-get', 'update', '-qq'],
    [...prefix, ...quiet, ...packages],
  ]
}

/**
 * Runs them one after the other, in a shell of their own: they go on while something else keeps this process waiting. What they
 * say on stderr is told, and when the last fails.
 * @param {string[][]} commands of words without spaces
 */
export async function runAll(commands) {
  const line = commands.map((words) => words.join(' ')).join('; ')
  const child = spawn('sh', ['-c', line], { stdio: ['ignore', 'ignore', 'inherit'] })
  const status = await new Promise((resolve) => child.once('error', () => resolve(null)).once('close', resolve))
  if (status !== 0) console.error(`${line} ended with ${status}.`)
}

/** @returns {System} */
export function thisSystem() {
  const linux = process.platform === 'linux'
  return {
    platform: process.platform,
    osRelease: linux && existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
    root: process.getuid?.() === 0,
    sudo: linux && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0,
  }
}
