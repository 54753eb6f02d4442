// Finds a Python that has PyTorch, for the trainer and its tests; installs Debian's, or says what to install.
import { spawnSync } from 'node:child_process'
import { aptCommands, isDebian, runAll, thisSystem } from './system.mjs'

/** @import { System } from './system.mjs' */

export const PACKAGES = ['python3-torch', 'python3-pil', 'python3-numpy', 'libopenblas0-pthread']
/** Debian's own comes first: a pyenv's python3 on the PATH does not see Debian's packages. */
const PLACES = ['/usr/bin/python3', 'python3', 'python']

/**
 * The first Python that has all of it: IMPASTO_PYTHON, Debian's, then the PATH's.
 * @param {NodeJS.ProcessEnv} env
 * @param {(python: string) => boolean} [fits]
 * @returns {string | undefined}
 */
export function findPython(env, fits = hasTorch) {
  return [env['IMPASTO_PYTHON'] ?? '', ...PLACES].find((python) => python !== '' && fits(python))
}

/**
 * What a person does who has none.
 * @param {System} system
 */
export function pythonMissing(system) {
  const found = 'Training needs Python 3 with PyTorch, Pillow and NumPy: none was found.'
  if (isDebian(system)) {
    return `${found} Install them with \`sudo apt-get install --no-install-recommends ${PACKAGES.join(' ')}\`.`
  }
  return `${found} Install Python 3, then \`python3 -m pip install torch pillow numpy\`; IMPASTO_PYTHON may name the Python that has them.`
}

/**
 * A Python with PyTorch, installed with apt-get where that needs nobody's hand; otherwise the sentence that says what to do.
 * @returns {Promise<{ python: string } | { missing: string }>}
 */
export async function ensurePython() {
  const found = findPython(process.env)
  if (found !== undefined) return { python: found }
  const system = thisSystem()
  const commands = aptCommands(system, PACKAGES)
  if (commands) {
    console.log("The trainer's tests need PyTorch and there is none: installing Debian's with apt-get (about 100 MB).")
    await runAll(commands)
  }
  const python = commands ? findPython(process.env) : undefined
  return python === undefined ? { missing: pythonMissing(system) } : { python }
}

/** @param {string} python */
function hasTorch(python) {
  return spawnSync(python, ['-c', 'import torch, PIL, numpy'], { stdio: 'ignore', timeout: 60_000 }).status === 0
}
