// Every notice about a source, word for word where it counts: what happened, what it means for the picture, what to do.
import { describe, expect, it } from 'vitest'
import {
  CAMERA_ASKED,
  cameraReady,
  cameraPaused,
  cameraProblem,
  cameraSilent,
  cameraUnplugged,
  fileForgotten,
  mediaProblem,
  noPlace,
  problemOf,
  screenEnded,
  screenProblem,
  SourceError,
  unknownFile,
  type MediaFault,
  type Permission,
  type SourceProblem,
  type WayBack,
} from './source-problems'

function named(name: string, message = ''): DOMException {
  return new DOMException(message, name)
}

describe('a camera that does not open', () => {
  const cases: [unknown, string, Permission, WayBack, string][] = [
    [
      named('NotReadableError', 'Could not start video source'),
      'FaceTime HD',
      'granted',
      'retry',
      "Camera 'FaceTime HD' is in use by another program. Playing the demo film; it comes back by itself when the camera is free.",
    ],
    [
      named('AbortError'),
      '',
      'granted',
      'retry',
      'The camera is in use by another program. Playing the demo film; it comes back by itself when the camera is free.',
    ],
    [
      named('NotAllowedError', 'Permission denied'),
      '',
      'denied',
      'permission',
      'The camera is not allowed on this page. Playing the demo film; allow the camera at the left end of the address bar, and its picture comes by itself.',
    ],
    [
      named('NotAllowedError', 'Permission denied'),
      'BRIO',
      'unknown',
      'permission',
      "Camera 'BRIO' is not allowed on this page. Playing the demo film; allow the camera at the left end of the address bar, and its picture comes by itself.",
    ],
    [
      named('NotAllowedError', 'Permission dismissed'),
      '',
      'prompt',
      'hand',
      'The question about the camera was closed without an answer. Playing the demo film; choose the camera again to be asked again.',
    ],
    [
      named('NotAllowedError', 'Permission denied by system'),
      '',
      'granted',
      'hand',
      "The camera is closed to this browser by the system's privacy settings. Playing the demo film; allow the browser to use the camera there, then choose the camera again.",
    ],
    [
      named('NotFoundError', 'Requested device not found'),
      '',
      'granted',
      'retry',
      'No camera was found. Playing the demo film; plug one in and its picture comes by itself.',
    ],
    [
      named('NotFoundError'),
      'BRIO',
      'granted',
      'retry',
      "Camera 'BRIO' is not connected. Playing the demo film; plug it in and it comes back by itself, or choose another camera.",
    ],
    [
      named('OverconstrainedError'),
      'BRIO',
      'granted',
      'retry',
      "Camera 'BRIO' is not connected. Playing the demo film; plug it in and it comes back by itself, or choose another camera.",
    ],
    [
      new TypeError('this page has no mediaDevices'),
      '',
      'unknown',
      'hand',
      'The browser gives no camera to this page, because its address is not secure. Playing the demo film; open the page by https or on localhost.',
    ],
    [
      named('UnknownError', 'the driver crashed'),
      'BRIO',
      'granted',
      'retry',
      "Camera 'BRIO' did not start (the driver crashed). Playing the demo film; it is tried again by itself; choosing another camera may help.",
    ],
  ]
  it.each(cases)('%s %s %s', (error, label, permission, wayBack, text) => {
    expect(cameraProblem(error, label, permission)).toMatchObject({ text, wayBack, stays: false })
  })
})

describe('a camera that is lost', () => {
  it.each<[SourceProblem, WayBack, string]>([
    [
      cameraUnplugged('BRIO'),
      'retry',
      "Camera 'BRIO' was unplugged. Playing the demo film; plug it in and it comes back by itself, or choose another camera.",
    ],
    [
      cameraSilent('BRIO'),
      'retry',
      "Camera 'BRIO' is on but sends no picture. Playing the demo film; look for a closed lid or shutter, and it comes back by itself.",
    ],
    [
      cameraPaused('BRIO'),
      'frames',
      "Camera 'BRIO' has stopped sending pictures. Playing the demo film; it comes back by itself when the system lets it go on.",
    ],
  ])('%o', (problem, wayBack, text) => {
    expect(problem).toMatchObject({ text, wayBack, stays: false })
  })

  it('is welcomed back, and announced before the browser asks', () => {
    expect(cameraReady('BRIO')).toBe("Camera 'BRIO' is ready and on stage.")
    expect(CAMERA_ASKED).toBe(
      'The browser asks for the camera: its picture is what gets painted, and it stays on this machine. The picture plays on until you answer.',
    )
  })
})

describe('a screen', () => {
  it.each<[unknown, string]>([
    [
      named('NotAllowedError'),
      'No screen or tab was chosen. What played before plays on; choose the screen again to be asked again.',
    ],
    [
      named('InvalidStateError'),
      'A screen can only be shared right after a click or a key. What played before plays on; choose the screen in the panel.',
    ],
    [
      new TypeError('no getDisplayMedia'),
      'This browser cannot share a screen with a page. What played before plays on; a recent desktop Chrome, Edge, Firefox or Safari can.',
    ],
    [
      named('NotReadableError', 'the window closed'),
      'The screen could not be shared (the window closed). What played before plays on; choose the screen again.',
    ],
  ])('%s', (error, text) => {
    expect(screenProblem(error)).toMatchObject({ text, wayBack: 'hand', stays: true })
  })

  it('that is no longer shared', () => {
    expect(screenEnded('Slides')).toMatchObject({
      text: "The sharing of 'Slides' has ended. Playing the demo film; choose the screen again to share it anew.",
      wayBack: 'hand',
      stays: false,
    })
  })
})

describe('a film or picture', () => {
  it.each<['film' | 'picture', MediaFault, string]>([
    [
      'film',
      { kind: 'unreachable' },
      "The film 'x' could not be reached. Playing the demo film; check the address and the network, then give the address again.",
    ],
    [
      'picture',
      { kind: 'status', status: 404 },
      "The picture 'x' is not at its address (the server answered 404). Playing the demo film; check the address, then give it again.",
    ],
    [
      'film',
      { kind: 'page' },
      "The address of the film 'x' leads to a web page. Playing the demo film; give the address of the film file itself.",
    ],
    [
      'film',
      { kind: 'forbidden' },
      "The film 'x' may not be painted: its server allows no other page to read it. Playing the demo film; download it and drop the file on the page.",
    ],
    [
      'film',
      { kind: 'slow' },
      "The film 'x' sent no picture within 15 seconds. Playing the demo film; try again, or download it and drop the file on the page.",
    ],
    [
      'film',
      { kind: 'undecodable' },
      "The film 'x' is of a kind that this browser cannot read. Playing the demo film; MP4 (H.264) and WebM (VP9) play everywhere.",
    ],
    [
      'picture',
      { kind: 'undecodable' },
      "The picture 'x' is of a kind that this browser cannot read. Playing the demo film; JPEG, PNG and WebP work everywhere.",
    ],
  ])('%s %o', (what, fault, text) => {
    expect(mediaProblem(what, 'x', fault)).toMatchObject({ text, wayBack: 'hand', stays: false })
  })

  it('that was never chosen, is gone, or is neither', () => {
    expect(noPlace('film')).toMatchObject({
      text: 'No film has been chosen yet. What played before plays on; drop a file on the page or give an address.',
      stays: true,
    })
    expect(fileForgotten('picture', 'x.png').text).toBe(
      "The picture 'x.png' was given to an earlier visit, and the browser has let go of it. Playing the demo film; drop the file on the page again.",
    )
    expect(unknownFile('x.pdf')).toBe(
      "'x.pdf' is neither a picture, a film nor a sound that can be recognised. What played before plays on; JPEG, PNG, MP4, WebM and WAV work everywhere.",
    )
  })
})

it('finds words for anything that was thrown', () => {
  const known = cameraSilent('BRIO')
  expect(problemOf(new SourceError(known), 'Camera')).toBe(known)
  expect(problemOf('smoke', 'Camera').text).toBe(
    "The source 'Camera' failed (smoke). Playing the demo film; choose it again, or choose another source.",
  )
})
