// The bench's way in: `node test/bench/audio/run.mjs` prints figures, `… verbose` what went wrong as well, `… fit` fits the network.
import { runnerImport } from 'vite'

const [what = '', count = '1200', epochs = '30'] = process.argv.slice(2)
/** @param {string} file */
const load = async (file) =>
  (await runnerImport(new URL(file, import.meta.url).pathname, { configFile: false, logLevel: 'error' })).module

if (what === 'fit') await (await load('./fit.ts')).fitRhythm(Number(count), Number(epochs), console.log)
else console.log(await (await load('./bench.ts')).benchAudio({ verbose: what === 'verbose' }))
