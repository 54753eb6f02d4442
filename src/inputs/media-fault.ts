// Finds out why a film or picture would not play: the elements that play them only say that it failed.
import type { MediaFault } from './source-problems'

/** Servers of single pages answer anything with their page, unless something else is asked for. */
const ACCEPT = { accept: 'video/*, image/*' }

/** Asks the address itself. `slow`: it was given up after the deadline. Never rejects. */
export async function findFault(url: string, slow = false): Promise<MediaFault> {
  if (url === '' || url.startsWith('blob:') || url.startsWith('data:')) return { kind: 'undecodable' }
  if (slow) return { kind: 'slow' }
  const stop = new AbortController()
  try {
    const answer = await fetch(url, { mode: 'cors', headers: ACCEPT, signal: stop.signal })
    if (!answer.ok) return { kind: 'status', status: answer.status }
    const page = answer.headers.get('content-type')?.startsWith('text/html') ?? false
    return { kind: page ? 'page' : 'undecodable' }
  } catch {
    return await reachable(url, stop.signal)
  } finally {
    // The head of the answer was all that was wanted.
    stop.abort()
  }
}

/** An address that answers only to a request that may not read the answer belongs to a server that forbids reading. */
async function reachable(url: string, signal: AbortSignal): Promise<MediaFault> {
  try {
    await fetch(url, { mode: 'no-cors', signal })
    return { kind: 'forbidden' }
  } catch {
    return { kind: 'unreachable' }
  }
}
