// What kind of system this is, and whether Debian's packages can be installed on it without anybody's hand.
import { spawnSync } from 'node:child_process'
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
 * Runs them one after the other; what fails is told on stderr.
 * @param {string[][]} commands
 */
export function runAll(commands) {
  for (const [command = '', ...args] of commands) {
    const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0) console.error(`${[command, ...args].join(' ')} ended with ${status}.`)
  }
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
