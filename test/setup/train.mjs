// `npm run train -- <config>` and its like: runs the trainer of models/train with a Python that has PyTorch.
// The first word may be one of the trainer's commands; without one it is the config to train by.
import { spawn } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'
import { argv, env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { findPython, pythonMissing } from './python.mjs'
import { thisSystem } from './system.mjs'

const [command = '', ...rest] = argv.slice(2)
const words = command.endsWith('.json') ? ['run', resolve(command), ...rest] : [command || '--help', ...rest]
const python = findPython(env)
if (python === undefined) {
  console.error(pythonMissing(thisSystem()))
  process.exitCode = 1
} else {
  const models = join(fileURLToPath(new URL('../..', import.meta.url)), 'models')
  const path = env['PYTHONPATH'] === undefined ? models : models + delimiter + env['PYTHONPATH']
  const child = spawn(python, ['-m', 'train', ...words], { stdio: 'inherit', env: { ...env, PYTHONPATH: path } })
  // Ctrl-C reaches the child too: it finishes its step, saves and ends; waiting for it keeps its last words on the screen.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
  child.once('exit', (status) => (process.exitCode = status ?? 1))
}
