// Where Chrome, Chromium and Edge live on the systems there are. The tests and their set-up look in the same places.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/**
 * The first browser there is: CHROME_PATH, the usual places, then PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {(path: string) => boolean} [exists] also the place to say that a file is there but does not run
 * @returns {string | undefined}
 */
export function findBrowser(env, exists = existsSync) {
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)))
  return [env['CHROME_PATH'] ?? '', ...PLACES, ...onPath].find((path) => path !== '' && exists(path))
}
