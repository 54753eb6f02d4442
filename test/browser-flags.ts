// The browser under test: a real Chromium with WebGPU on a software Vulkan, and where to find it.
import { findBrowser } from './setup/find-browser.mjs'

/**
 * Two pages behind the address bar that Chromium opens with every window, a fifth of what opening a test's page costs; and, since
 * these take the place of those that Playwright names, what would change an address or ask the network for something.
 */
const UNUSED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
  `--disable-features=${UNUSED.join()}`,
]
const COMMON = [...QUIET, '--enable-unsafe-swiftshader', '--use-angle=swiftshader']

/** WebGPU, WebGL and video import on SwiftShader, so that a machine without a GPU runs the same code paths. */
export const SOFTWARE_GPU = [
  ...COMMON,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
]

/** The machine's own graphics, also where the browser is careful (Linux): for measuring, not for tests. */
export const OWN_GPU = [
  ...QUIET,
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--ignore-gpu-blocklist',
  '--enable-gpu',
]

/** A browser that has WebGPU but finds no adapter for it; WebGL 2 works. */
export const NO_WEBGPU = COMMON

/**
 * A film as the camera and a sound file as the microphone, through the real getUserMedia, permission granted.
 * What is not given, Chromium makes up: a green picture with a clock, a beep.
 */
export function fakeDevices({ film, sound }: { film?: string | undefined; sound?: string | undefined }): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    ...(film === undefined ? [] : [`--use-file-for-fake-video-capture=${film}`]),
    ...(sound === undefined ? [] : [`--use-file-for-fake-audio-capture=${sound}`]),
  ]
}

/** The browser's executable. @throws when there is none; `npm test` installs one where it can */
export function browserPath(): string {
  const found = findBrowser(process.env)
  if (found) return found
  throw new Error(
    'The tests need Chrome, Chromium or Edge: none was found in the usual places. Run `npm test`, which installs one on Debian, or set CHROME_PATH.',
  )
}
