// Serves and builds the page. What the browser cannot do for itself lives in src/server.
import { defineConfig } from 'vite'
import { impastoModels } from './src/server/models-plugin.ts'
import { impastoSketches } from './src/server/sketches-plugin.ts'

export default defineConfig({
  plugins: [impastoModels(), impastoSketches()],
  // An error in a sketch is told in the page's own words; an overlay would cover the stage.
  server: { port: 5173, strictPort: false, hmr: { overlay: false } },
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' },
  optimizeDeps: {
    // Named here, because what is found late makes the dev server reload the page, and the show with it.
    include: [
      'three/webgpu',
      'three/tsl',
      'tone',
      'acorn',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-converter',
      '@tensorflow/tfjs-layers',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
    ],
  },
})
