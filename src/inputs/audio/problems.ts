// What can go wrong with sound, in words for the performer: what happened, what it means, what to do.

/** What the picture moves to while the wanted sound is away. The built-in music is then not sent to the speakers. */
const MEANWHILE = 'The picture moves to the built-in music meanwhile, unheard'

function named(device: string): string {
  return device === '' ? 'The microphone' : `Microphone '${device}'`
}

/** Permission can come back, a device can be plugged in: what brings the microphone back by itself. */
export type Cure = 'permission' | 'device' | 'none'

/** Why a microphone did not open, from what `getUserMedia` threw. */
export function microphoneProblem(thrown: unknown, device: string): { text: string; cure: Cure } {
  const name = thrown instanceof Error ? thrown.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return {
        text: `${named(device)} may not be used: the browser or the system denied permission. ${MEANWHILE}. Allow the microphone beside the page's address; it is taken up by itself then.`,
        cure: 'permission',
      }
    case 'NotFoundError':
    case 'OverconstrainedError':
      return {
        text: `${device === '' ? 'No microphone is connected' : `Microphone '${device}' is not connected`}. ${MEANWHILE}. Plug one in; it is taken up by itself.`,
        cure: 'device',
      }
    case 'NotReadableError':
    case 'AbortError':
      return {
        text: `${named(device)} is in use by another program or its driver failed. ${MEANWHILE}. Close the other program, then choose the microphone again or plug it in anew.`,
        cure: 'device',
      }
    case 'TypeError':
      return {
        text: `${named(device)} can't be reached from this page: browsers give microphones only to pages on https or localhost. ${MEANWHILE}. Open the page over https or on this machine.`,
        cure: 'none',
      }
    default:
      return {
        text: `${named(device)} did not open (${thrown instanceof Error ? thrown.message : String(thrown)}). ${MEANWHILE}. Choose another input, or plug it in anew.`,
        cure: 'device',
      }
  }
}

export function microphoneLost(device: string): string {
  return `${named(device)} was unplugged or switched off. ${MEANWHILE}. It is taken up by itself when it returns.`
}

export function microphoneBack(device: string): string {
  return `${named(device)} is back. The picture moves to it again.`
}

export function otherMicrophone(wanted: string, taken: string): string {
  return `Microphone '${wanted}' is not connected. The picture moves to '${taken}' meanwhile; the other is taken up by itself when it returns.`
}

export function noFile(): string {
  return `No sound file was chosen yet. ${MEANWHILE}. Drop a sound file onto the page, or write its address in Sound.`
}

/** `status`: the server's answer, or null when there was none. */
export function deadAddress(address: string, status: number | null): string {
  const found =
    status === null ? 'no answer came, or the server allows no other pages to use it' : `the server answered ${status}`
  return `The sound at '${address}' can't be loaded: ${found}. ${MEANWHILE}. Check the address, or drop the file onto the page.`
}

export function undecodable(name: string): string {
  return `'${name}' is no sound that this browser can play. ${MEANWHILE}. Try it as mp3, m4a, ogg or wav.`
}

export function noDemo(reason: string): string {
  return `The built-in music could not start (${reason}). The picture plays without sound; choose a microphone or a file in Sound.`
}

export const NEEDS_GESTURE =
  'Sound starts with your first click or key: browsers keep a page silent until then. The picture plays on meanwhile.'
