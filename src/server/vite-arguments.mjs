// From what the performer typed after `npm start --` to what Vite is started with.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const HOME = /^(localhost|127\.[\d.]+|\[?::1\]?)$/

/**
 * The performer's own options, and --open where a browser can be shown.
 * @param {readonly string[]} own
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform as `process.platform`
 * @returns {string[]}
 */
export function viteArguments(own, env, platform) {
  const decided = own.some((arg) => /^--(no-)?open\b/.test(arg))
  return decided || !hasScreen(env, platform) ? [...own] : [...own, '--open']
}

/**
 * True when the page is offered to other machines.
 * @param {readonly string[]} own
 */
export function isShared(own) {
  return own.some((arg, i) => {
    if (!/^--host(=|$)/.test(arg)) return false
    const host = arg.startsWith('--host=') ? arg.slice('--host='.length) : (own[i + 1] ?? '')
    return !HOME.test(host)
  })
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform
 */
function hasScreen(env, platform) {
  if (env['CI'] || env['BROWSER'] === 'none') return false
  if (platform !== 'linux') return !env['SSH_CONNECTION']
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return false
  return (
    Boolean(env['BROWSER']) || (env['PATH'] ?? '').split(delimiter).some((dir) => existsSync(join(dir, 'xdg-open')))
  )
}
