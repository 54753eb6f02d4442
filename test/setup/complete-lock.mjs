// Completes package-lock.json: a registry mirror that lacks other systems' binaries makes npm leave them out, and `npm ci` then refuses the lock everywhere.
// Run after adding a package from behind such a mirror: `node test/setup/complete-lock.mjs`.
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{
 *   version?: string, dev?: boolean, optional?: boolean, license?: string, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string>
 * }} Entry
 */

/**
 * The optional packages that the lock file names but doesn't hold, as entries for it. They carry no integrity: npm takes the registry's.
 * @param {Record<string, Entry>} packages
 * @returns {Record<string, Entry>}
 * @throws {Error} a name tells no system, or a range is no single version: only npm can complete those
 */
export function missingEntries(packages) {
  /** @type {Record<string, Entry>} */
  const missing = {}
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const inside = `${path}/node_modules/${name}`.replace(/^\//, '')
      if (packages[inside] || packages[`node_modules/${name}`]) continue
      if (!/^\d+\.\d+\.\d+$/.test(version))
        throw new Error(`${name} is asked for as ${version}, which is no single version.`)
      const { cpu, libc, os } = systemOf(name)
      // In npm's own order, so that its next change to the file is small.
      missing[`node_modules/${name}`] = {
        version,
        cpu,
        ...(entry.dev && { dev: true }),
        ...(libc && { libc }),
        optional: true,
        os,
      }
    }
  }
  return missing
}

/**
 * The system that a binary's name tells, e.g. '@oxlint/binding-linux-x64-musl'.
 * @param {string} name
 * @returns {{ os: string[], cpu: string[], libc: string[] | null }}
 */
function systemOf(name) {
  const systems =
    /\b(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/
  const [, os, cpu, abi] = systems.exec(name) ?? []
  if (os === undefined || cpu === undefined) throw new Error(`${name} tells no system.`)
  const libc = abi?.startsWith('musl') ? ['musl'] : ['glibc']
  return { os: [os], cpu: [cpu], libc: os === 'linux' && abi !== undefined ? libc : null }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../../package-lock.json', import.meta.url))
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const missing = missingEntries(lock.packages)
  const all = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`)
  console.log(`${Object.keys(missing).length} entries added.`)
}
