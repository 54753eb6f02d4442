// Serves and builds the page. What the browser cannot do for itself lives in src/server.
import { defineConfig } from 'vite'
import { impastoModels } from './src/server/models-plugin'

export default defineConfig({
  plugins: [impastoModels()],
  server: { port: 5173, strictPort: false },
  // The painter's worker loads its parts as it needs them.
  worker: { format: 'es' },
  // Known from the start: a dependency that Vite discovers late reloads the page, in the middle of a show.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-converter',
      '@tensorflow/tfjs-layers',
    ],
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
})
