// A whole sound as samples, for runs that step through it by hand.
import { ImpastoError } from '../../core/errors'
import type { Hertz } from '../../core/units'

const RATE: Hertz = 44100

/** @throws {ImpastoError} when the address does not answer or gives no sound */
export async function decodeSound(url: string): Promise<AudioBuffer> {
  const answer = await fetch(url)
  if (!answer.ok) {
    throw new ImpastoError({
      asked: `The sound at ${url} was asked for`,
      found: `the server answered ${answer.status}`,
      remedy: 'Check the address.',
    })
  }
  return new OfflineAudioContext(1, 1, RATE).decodeAudioData(await answer.arrayBuffer())
}
