// A sketch as part of an address: deflated (RFC 1951) and written in base64url (RFC 4648). Nothing is sent anywhere.
import { ImpastoError } from '../core/errors'

const NAME = 'code'
/** Signs. A small link can unfold into more than a browser holds; a sketch is never as long as this. */
const LONGEST = 500_000

/** '#code=…' for `code`. */
export async function toHash(code: string): Promise<string> {
  const packed = new Blob([code]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `#${NAME}=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** Whether an address's hash carries code. */
export function carriesCode(hash: string): boolean {
  return new URLSearchParams(hash.slice(1)).has(NAME)
}

/** @throws {ImpastoError} what it carries can't be read */
export async function fromHash(hash: string): Promise<string> {
  try {
    const packed = (new URLSearchParams(hash.slice(1)).get(NAME) ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0))
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    return await readSome(unpacked)
  } catch (cause) {
    throw new ImpastoError({
      asked: 'A sketch was opened from a link',
      found: cause instanceof RangeError ? 'it is longer than a sketch can be' : 'the link is cut off or damaged',
      remedy: 'The code that was here before is shown; ask for the link again, in one piece.',
      cause,
    })
  }
}

async function readSome(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = stream.getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    if (text.length > LONGEST) {
      await reader.cancel()
      throw new RangeError('too long')
    }
  }
}
