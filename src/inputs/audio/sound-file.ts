// A sound file, dropped or at an address: streamed, so that an hour's mix is no burden, and looped.
import { deadAddress, undecodable } from './problems'
import type { SoundSource } from './sound-source'

/** A sound file that did not open, with a text for the performer. */
export class SoundFileError extends Error {
  constructor(text: string, cause?: unknown) {
    super(text, { cause })
    this.name = 'SoundFileError'
  }
}

/** @throws {SoundFileError} when there is nothing at the address, or nothing that can be played */
export async function openSoundFile(context: AudioContext, from: string | File): Promise<SoundSource> {
  const name = typeof from === 'string' ? from : from.name
  const address = typeof from === 'string' ? from : URL.createObjectURL(from)
  const element = new Audio()
  element.crossOrigin = 'anonymous'
  element.loop = true
  element.preload = 'auto'
  element.src = address
  try {
    await ready(element)
  } catch (cause) {
    release(element, address)
    throw new SoundFileError(typeof from === 'string' ? await whyNot(from) : undecodable(name), cause)
  }
  const node = context.createMediaElementSource(element)
  // Before the first click this is refused; `wake` tries again.
  const play = () => void element.play().catch(() => undefined)
  const voice: SoundSource = {
    label: typeof from === 'string' ? (from.split(/[?#]/)[0]?.split('/').at(-1) ?? from) : from.name,
    node,
    onLost: null,
    wake: play,
    dispose() {
      element.removeEventListener('error', failed)
      node.disconnect()
      release(element, address)
    },
  }
  function failed(): void {
    const { onLost } = voice
    if (typeof from === 'string') void whyNot(from).then((text) => onLost?.(text))
    else onLost?.(undecodable(name))
  }
  element.addEventListener('error', failed, { once: true })
  play()
  return voice
}

function ready(element: HTMLAudioElement): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener('canplay', () => resolve(), { once: true })
    element.addEventListener('error', () => reject(new Error(element.error?.message ?? 'error')), { once: true })
  })
}

/** A media element says the same for a dead address and for a broken file; the server knows which. */
async function whyNot(address: string): Promise<string> {
  try {
    const response = await fetch(address, { headers: { range: 'bytes=0-0' } })
    await response.body?.cancel()
    return response.ok ? undecodable(address) : deadAddress(address, response.status)
  } catch {
    return deadAddress(address, null)
  }
}

function release(element: HTMLAudioElement, address: string): void {
  element.pause()
  element.removeAttribute('src')
  element.load()
  if (address.startsWith('blob:')) URL.revokeObjectURL(address)
}
