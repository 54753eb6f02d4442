import { runnerImport } from 'vite'
const { module } = await runnerImport('/work/main/test/bench/audio/bench.ts', {
  root: '/work/main',
  configFile: false,
  logLevel: 'error',
})
const t = Date.now()
console.log(await module.benchAudio(process.argv[2] !== 'q', undefined, Number(process.argv[3] ?? 1)))
console.log((Date.now() - t) / 1000, 's')
