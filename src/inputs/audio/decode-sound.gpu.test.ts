// A sound decoded whole, in a real browser: its length and tone, and the words for an address that gives none.
import { describe, expect, it } from 'vitest'
import { decodeSound } from './decode-sound'

const SECONDS = 0.25
const RATE = 22050

/** A 16-bit mono WAV of a 440 Hz tone. */
function wav(): Blob {
  const frames = Math.round(SECONDS * RATE)
  const bytes = new DataView(new ArrayBuffer(44 + frames * 2))
  const text = (at: number, word: string): void =>
    new TextEncoder().encode(word).forEach((byte, i) => bytes.setUint8(at + i, byte))
  text(0, 'RIFF')
  bytes.setUint32(4, 36 + frames * 2, true)
  text(8, 'WAVEfmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, RATE, true)
  bytes.setUint32(28, RATE * 2, true)
  bytes.setUint16(32, 2, true)
  bytes.setUint16(34, 16, true)
  text(36, 'data')
  bytes.setUint32(40, frames * 2, true)
  for (let i = 0; i < frames; i++) bytes.setInt16(44 + i * 2, 16000 * Math.sin((2 * Math.PI * 440 * i) / RATE), true)
  return new Blob([bytes], { type: 'audio/wav' })
}

async function refusal(blob: Blob): Promise<{ text: string; url: string }> {
  const url = URL.createObjectURL(blob)
  const text = await decodeSound(url).then(
    () => 'it was decoded',
    (thrown: unknown) => String(thrown),
  )
  URL.revokeObjectURL(url)
  return { text, url }
}

describe('a sound as samples', () => {
  it('is as long and as loud as it was', async () => {
    const url = URL.createObjectURL(wav())
    const sound = await decodeSound(url)
    URL.revokeObjectURL(url)
    expect(sound.duration).toBeCloseTo(SECONDS, 2)
    const samples = sound.getChannelData(0)
    const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length
    expect(Math.sqrt(power)).toBeCloseTo(16000 / 32768 / Math.SQRT2, 2)
  })

  it('that is none is refused in words', async () => {
    const { text, url } = await refusal(new Blob(['no sound at all']))
    expect(text).toBe(
      `ImpastoError: The sound at '${url}' was to be decoded: it is no sound that this browser knows. Try it as mp3, m4a, ogg or wav.`,
    )
  })

  it('that is not there is refused in words', async () => {
    await expect(decodeSound('/demo/no-such-file.bin')).rejects.toThrow(
      "The sound at '/demo/no-such-file.bin' was asked for: the server answered 404. Check the address.",
    )
    await expect(decodeSound('http://127.0.0.1:9/tone.wav')).rejects.toThrow(
      "The sound at 'http://127.0.0.1:9/tone.wav' was asked for: no answer came. Check the address.",
    )
  })
})
