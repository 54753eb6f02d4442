// Serves and builds the page. What the browser cannot do for itself lives in src/server.
import { defaultClientConditions, defineConfig } from 'vite'
import { impastoBench } from './src/server/bench-plugin.ts'
import { impastoModels } from './src/server/models-plugin.ts'
import { impastoSketches } from './src/server/sketches-plugin.ts'
import { threeByParts } from './src/server/three-parts-plugin.ts'

/** Threads share memory only in a page that is isolated so. Media of other origins are asked for with CORS, which it allows. */
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
}

export default defineConfig({
  plugins: [impastoModels(), impastoSketches(), impastoBench(), threeByParts()],
  // An error in a sketch is told in the page's own words; an overlay would cover the stage.
  server: { port: 5173, strictPort: false, hmr: { overlay: false }, headers: isolated },
  preview: { headers: isolated },
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' },
  // onnxruntime-web's programs stay files of their own, so that its threads can load them.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  optimizeDeps: {
    // Named here, because what is found late makes the dev server reload the page, and the show with it.
    include: [
      'three/webgpu',
      'three/tsl',
      'tone',
      'acorn',
      'idb',
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-javascript',
      '@codemirror/language',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-converter',
      '@tensorflow/tfjs-layers',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
    ],
    exclude: ['onnxruntime-web'],
  },
})
