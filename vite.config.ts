// Serves and builds the page. What the browser cannot do for itself lives in src/server.
import { defineConfig } from 'vite'

export default defineConfig({
  server: { port: 5173, strictPort: false },
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
})
