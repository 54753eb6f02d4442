// Sees to it that there is a browser for the tests: finds one, or installs Debian's chromium, or says what to install.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './find-browser.mjs'
import { aptCommands, isDebian, runAll, thisSystem } from './system.mjs'

/** @import { System } from './system.mjs' */

/**
 * How a browser can be had on this system: commands to run, or a sentence for the person at it.
 * @param {System} system
 * @returns {{ commands: string[][] } | { advice: string }}
 */
export function browserPlan(system) {
  const commands = aptCommands(system, ['chromium'])
  if (commands) return { commands }
  const { platform } = system
  if (isDebian(system)) return { advice: 'Install one with `sudo apt-get install chromium`, or set CHROME_PATH.' }
  if (platform === 'darwin')
    return { advice: 'Install Google Chrome (`brew install --cask google-chrome`), or set CHROME_PATH.' }
  if (platform === 'win32')
    return { advice: 'Install Google Chrome (`winget install Google.Chrome`), or set CHROME_PATH.' }
  return { advice: "Install chromium with the system's package manager, or set CHROME_PATH." }
}

/**
 * The browser's executable; installs one where that needs nobody's hand.
 * @returns {Promise<string>}
 * @throws {Error} there is none and none could be installed; the message says what to do
 */
export async function ensureBrowser() {
  const found = findBrowser(process.env, runs)
  if (found) return found
  const plan = browserPlan(thisSystem())
  if ('advice' in plan) throw new Error(`The tests need Chrome, Chromium or Edge: none was found. ${plan.advice}`)
  console.log('The tests need a browser and there is none: installing chromium with apt-get.')
  await runAll(plan.commands)
  const installed = findBrowser(process.env, runs)
  if (installed) return installed
  throw new Error(
    "The tests need Chrome, Chromium or Edge: apt-get did not bring one that runs (on Ubuntu its chromium is a snap, which a container can't run). Install Google Chrome's .deb from https://www.google.com/chrome, or set CHROME_PATH.",
  )
}

/**
 * True for a browser that starts. Ubuntu's stub for a snap that isn't there is a file, but no browser.
 * @param {string} path
 */
function runs(path) {
  if (!existsSync(path)) return false
  if (process.platform !== 'linux') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}
