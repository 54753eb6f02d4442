// Every failure of sound, in the words that the performer reads.
import { expect, test } from 'vitest'
import {
  deadAddress,
  microphoneBack,
  microphoneLost,
  microphoneProblem,
  NEEDS_GESTURE,
  noDemo,
  noFile,
  otherMicrophone,
  undecodable,
} from './problems'

const MEANWHILE = 'The picture moves to the built-in music meanwhile, unheard.'

function thrown(name: string): DOMException {
  return new DOMException('words of the browser', name)
}

test.each([
  [
    'NotAllowedError',
    'permission',
    "Microphone 'Scarlett' may not be used: the browser or the system denied permission.",
  ],
  ['NotFoundError', 'device', "Microphone 'Scarlett' is not connected."],
  ['OverconstrainedError', 'device', "Microphone 'Scarlett' is not connected."],
  ['NotReadableError', 'device', "Microphone 'Scarlett' is in use by another program or its driver failed."],
  ['EncodingError', 'device', "Microphone 'Scarlett' did not open (words of the browser)."],
])('%s of a named microphone', (name, cure, begins) => {
  const problem = microphoneProblem(thrown(name), 'Scarlett')
  expect(problem.cure).toBe(cure)
  expect(problem.text).toContain(`${begins} ${MEANWHILE}`)
})

test('no microphone at all, and a page that may have none', () => {
  expect(microphoneProblem(thrown('NotFoundError'), '').text).toBe(
    `No microphone is connected. ${MEANWHILE} Plug one in; it is taken up by itself.`,
  )
  expect(microphoneProblem(new TypeError('no mediaDevices'), '').text).toBe(
    `The microphone can't be reached from this page: browsers give microphones only to pages on https or localhost. ${MEANWHILE} Open the page over https or on this machine.`,
  )
})

test('microphones that go, come back or are replaced', () => {
  expect(microphoneLost('Scarlett')).toBe(
    `Microphone 'Scarlett' was unplugged or switched off. ${MEANWHILE} It is taken up by itself when it returns.`,
  )
  expect(microphoneBack('Scarlett')).toBe("Microphone 'Scarlett' is back. The picture moves to it again.")
  expect(otherMicrophone('Scarlett', 'Built-in')).toBe(
    "Microphone 'Scarlett' is not connected. The picture moves to 'Built-in' meanwhile; the other is taken up by itself when it returns.",
  )
})

test('files and addresses', () => {
  expect(noFile()).toBe(
    `No sound file was chosen yet. ${MEANWHILE} Drop a sound file onto the page, or write its address in Sound.`,
  )
  expect(deadAddress('a.mp3', 404)).toBe(
    `The sound at 'a.mp3' can't be loaded: the server answered 404. ${MEANWHILE} Check the address, or drop the file onto the page.`,
  )
  expect(deadAddress('a.mp3', null)).toContain('no answer came, or the server allows no other pages to use it')
  expect(undecodable('a.xyz')).toBe(
    `'a.xyz' is no sound that this browser can play. ${MEANWHILE} Try it as mp3, m4a, ogg or wav.`,
  )
})

test('the built-in music, and the first click', () => {
  expect(noDemo('Tone.js did not load')).toBe(
    'The built-in music could not start (Tone.js did not load). The picture plays without sound; choose a microphone or a file in Sound.',
  )
  expect(NEEDS_GESTURE).toBe(
    'Sound starts with your first click or key: browsers keep a page silent until then. The picture plays on meanwhile.',
  )
})
