// A whole sound as samples, for runs that step through it by hand.
import { ImpastoError } from '../../core/errors'
import type { Hertz } from '../../core/units'

const RATE: Hertz = 44100

/** @throws {ImpastoError} when the address does not answer or gives no sound */
export async function decodeSound(url: string): Promise<AudioBuffer> {
  // Said, because a server of single pages answers anything else with its page.
  const answer = await fetch(url, { headers: { Accept: 'audio/*' } }).catch(() => null)
  if (!answer?.ok) {
    throw new ImpastoError({
      asked: `The sound at '${url}' was asked for`,
      found: answer ? `the server answered ${answer.status}` : 'no answer came',
      remedy: 'Check the address.',
    })
  }
  try {
    return await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await answer.arrayBuffer())
  } catch (cause) {
    throw new ImpastoError({
      asked: `The sound at '${url}' was to be decoded`,
      found: 'it is no sound that this browser knows',
      remedy: 'Try it as mp3, m4a, ogg or wav.',
      cause,
    })
  }
}
