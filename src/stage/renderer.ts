// three.js over the shared device, or over WebGL 2 where there is none, set to leave colours alone.
import { ColorManagement, LinearSRGBColorSpace, NoToneMapping, Renderer, type WebGPURenderer } from 'three/webgpu'
import { ImpastoError, messageOf } from '../core/errors'
import { isSoftwareName, type Gpu } from '../gpu/device'

/** @throws {ImpastoError} when neither WebGPU nor WebGL 2 can draw on the canvas */
export async function makeRenderer(canvas: HTMLCanvasElement, gpu: Gpu | null): Promise<WebGPURenderer> {
  // The whole stage works on sRGB-encoded values, as a camera and a model give them and as tools for live pictures do: a mix
  // of two pictures is the mix that is seen, and nothing is converted on the way in or out. So three's colour management is
  // off (a hex colour means itself), and 'linear' output is its way of saying: write the numbers as they are.
  ColorManagement.enabled = false
  const options = {
    canvas,
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    ...(gpu && { device: gpu.device }),
  }
  const backend = gpu
    ? new (await import('./backends/webgpu')).WebGPUBackend(options)
    : new (await import('./backends/webgl')).WebGLBackend(options)
  // A WebGPURenderer brings both backends and every lit material; here each comes when it is needed.
  const renderer = new Renderer(backend, options) as WebGPURenderer
  renderer.outputColorSpace = LinearSRGBColorSpace
  renderer.toneMapping = NoToneMapping
  renderer.setClearColor(0x000000, 0)
  try {
    await renderer.init()
  } catch (cause) {
    throw new ImpastoError({
      asked: `The stage asked for ${gpu ? 'WebGPU' : 'WebGL 2'}`,
      found: messageOf(cause),
      remedy: 'Turn on hardware acceleration in the browser settings, or try a current Chrome, Edge or Firefox.',
      cause,
    })
  }
  return renderer
}

/** Fetches what a lost device or a first scene will ask for, so that neither needs a network. Never rejects. */
export async function fetchSpareParts(): Promise<void> {
  await Promise.allSettled([import('./backends/webgl'), import('./backends/webgpu'), import('./standard-materials')])
}

/** True where the processor does the graphics' work. */
export function drawsInSoftware(renderer: WebGPURenderer, gpu: Gpu | null): boolean {
  if (gpu) return gpu.software
  const context = webgl(renderer)
  const known = context?.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = known && context?.getParameter(known.UNMASKED_RENDERER_WEBGL)
  return typeof name === 'string' && isSoftwareName(name)
}

/** Null on WebGPU. */
export function webgl(renderer: WebGPURenderer): WebGL2RenderingContext | null {
  const context: unknown = 'isWebGLBackend' in renderer.backend ? renderer.getContext() : null
  return context instanceof WebGL2RenderingContext ? context : null
}

/** Everything three.js made goes; a WebGL context as well, of which a page gets only a few. The device belongs to others. */
export async function letGo(renderer: WebGPURenderer): Promise<void> {
  const context = webgl(renderer)
  await renderer.dispose()
  context?.getExtension('WEBGL_lose_context')?.loseContext()
}
