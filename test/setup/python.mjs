// Finds a Python that has PyTorch, for the trainer and its tests; installs Debian's, or says what to install.
import { spawnSync } from 'node:child_process'
import { thisSystem } from './browser.mjs'

/** @import { System } from './browser.mjs' */

export const PACKAGES = ['python3-torch', 'python3-pil', 'python3-numpy', 'libopenblas0-pthread']
/** Debian's own comes first: a pyenv's python3 on the PATH does not see Debian's packages. */
const PLACES = ['/usr/bin/python3', 'python3', 'python']
const PROBE = 'import torch, PIL, numpy'

/**
 * The first Python that has all of it: IMPASTO_PYTHON, Debian's, then the PATH's.
 * @param {NodeJS.ProcessEnv} env
 * @param {(python: string) => boolean} [fits]
 * @returns {string | undefined}
 */
export function findPython(env, fits = hasTorch) {
  return [env['IMPASTO_PYTHON'] ?? '', ...PLACES].find((python) => python !== '' && fits(python))
}

/** @param {System} system */
export function pythonAdvice({ platform, osRelease }) {
  const debian = platform === 'linux' && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease)
  if (debian) return `Install them with \`sudo apt-get install --no-install-recommends ${PACKAGES.join(' ')}\`.`
  return 'Install Python 3, then `python3 -m pip install torch pillow numpy`, and name that Python in IMPASTO_PYTHON.'
}

/** @returns {string} the sentence for a person who has none */
export function pythonMissing() {
  return `The trainer needs Python 3 with PyTorch, Pillow and NumPy: none was found. ${pythonAdvice(thisSystem())}`
}

/** @param {string} python */
function hasTorch(python) {
  return spawnSync(python, ['-c', PROBE], { stdio: 'ignore', timeout: 60_000 }).status === 0
}
