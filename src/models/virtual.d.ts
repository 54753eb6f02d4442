// What the Vite plugin in src/server/models-plugin.ts provides.
declare module 'virtual:impasto-models' {
  import type { ManifestEntry } from './manifest'

  const manifest: readonly ManifestEntry[]
  export default manifest
}
