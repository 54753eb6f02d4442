// The words for everything that can go wrong with a source: what happened, what it means for the picture, what to do.

/** How a source that failed may come back. */
export type WayBack =
  /** It is tried again with growing pauses, and at once when devices come or go. */
  | 'retry'
  /** It is tried again when the browser's permission changes. */
  | 'permission'
  /** It is still open; its next frame brings it back. */
  | 'frames'
  /** Only the performer can bring it back. */
  | 'hand'

export interface SourceProblem {
  /** Same code: the same problem, not worth a second notice while it lasts. */
  readonly code: string
  readonly text: string
  readonly wayBack: WayBack
  /** True: nothing was lost, and what played before plays on. */
  readonly stays: boolean
}

/** Thrown by `InputKind.open`; its message can be shown as it is. */
export class SourceError extends Error {
  constructor(
    readonly problem: SourceProblem,
    cause?: unknown,
  ) {
    super(problem.text, cause === undefined ? undefined : { cause })
    this.name = 'SourceError'
  }
}

/** What the browser says about the permission; 'unknown' where it can't be asked. */
export type Permission = PermissionState | 'unknown'

const DEMO = 'Playing the demo film;'

/** Why a camera could not be opened. `label` is the name that was asked for, empty for any. */
export function cameraProblem(error: unknown, label: string, permission: Permission): SourceProblem {
  const camera = label ? `Camera '${label}'` : 'The camera'
  const name = errorName(error)
  const text = error instanceof Error ? error.message : ''
  if (name === 'NotAllowedError' && /system/i.test(text)) {
    return loss(
      'camera-system',
      `${camera} is closed to this browser by the system's privacy settings. ${DEMO} allow the browser to use the camera there, then choose the camera again.`,
      'hand',
    )
  }
  if (name === 'NotAllowedError' && permission === 'prompt') {
    return loss(
      'camera-dismissed',
      `The question about the camera was closed without an answer. ${DEMO} choose the camera again to be asked again.`,
      'hand',
    )
  }
  if (name === 'NotAllowedError') {
    return loss(
      'camera-denied',
      `${camera} is not allowed on this page. ${DEMO} allow the camera at the left end of the address bar, and its picture comes by itself.`,
      'permission',
    )
  }
  if (name === 'NotReadableError' || name === 'AbortError' || name === 'TrackStartError') {
    return loss(
      'camera-busy',
      `${camera} is in use by another program. ${DEMO} it comes back by itself when the camera is free.`,
      'retry',
    )
  }
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'DevicesNotFoundError') {
    if (!label) {
      return loss('camera-none', `No camera was found. ${DEMO} plug one in and its picture comes by itself.`, 'retry')
    }
    return loss(
      'camera-away',
      `${camera} is not connected. ${DEMO} plug it in and it comes back by itself, or choose another camera.`,
      'retry',
    )
  }
  if (name === 'TypeError' || name === 'SecurityError') {
    return loss(
      'camera-insecure',
      `The browser gives no camera to this page, because its address is not secure. ${DEMO} open the page by https or on localhost.`,
      'hand',
    )
  }
  return loss(
    'camera-failed',
    `${camera} did not start (${text || name}). ${DEMO} it is tried again by itself; choosing another camera may help.`,
    'retry',
  )
}

export function cameraUnplugged(label: string): SourceProblem {
  return loss(
    'camera-away',
    `Camera '${label}' was unplugged. ${DEMO} plug it in and it comes back by itself, or choose another camera.`,
    'retry',
  )
}

export function cameraSilent(label: string): SourceProblem {
  return loss(
    'camera-silent',
    `Camera '${label}' is on but sends no picture. ${DEMO} look for a closed lid or shutter, and it comes back by itself.`,
    'retry',
  )
}

export function cameraPaused(label: string): SourceProblem {
  return loss(
    'camera-paused',
    `Camera '${label}' has stopped sending pictures. ${DEMO} it comes back by itself when the system lets it go on.`,
    'frames',
  )
}

/** Why nothing is shown of a screen. */
export function screenProblem(error: unknown): SourceProblem {
  const name = errorName(error)
  if (name === 'NotAllowedError') {
    return refusal(
      'screen-cancelled',
      'No screen or tab was chosen. What played before plays on; choose the screen again to be asked again.',
    )
  }
  if (name === 'InvalidStateError' || name === 'InvalidAccessError') {
    return refusal(
      'screen-click',
      'A screen can only be shared right after a click or a key. What played before plays on; choose the screen in the panel.',
    )
  }
  if (name === 'TypeError') {
    return refusal(
      'screen-none',
      'This browser cannot share a screen with a page. What played before plays on; a recent desktop Chrome, Edge, Firefox or Safari can.',
    )
  }
  return refusal(
    'screen-failed',
    `The screen could not be shared (${error instanceof Error ? error.message : name}). What played before plays on; choose the screen again.`,
  )
}

export function screenEnded(label: string): SourceProblem {
  return loss(
    'screen-ended',
    `The sharing of '${label}' has ended. ${DEMO} choose the screen again to share it anew.`,
    'hand',
  )
}

/** What was found out about an address or file that would not play. */
export type MediaFault =
  | { kind: 'unreachable' }
  | { kind: 'status'; status: number }
  | { kind: 'page' }
  | { kind: 'forbidden' }
  | { kind: 'slow' }
  | { kind: 'undecodable' }

export function mediaProblem(what: 'film' | 'picture', name: string, fault: MediaFault): SourceProblem {
  const thing = `The ${what} '${name}'`
  switch (fault.kind) {
    case 'unreachable':
      return loss(
        'media-unreachable',
        `${thing} could not be reached. ${DEMO} check the address and the network, then give the address again.`,
        'hand',
      )
    case 'status':
      return loss(
        'media-status',
        `${thing} is not at its address (the server answered ${fault.status}). ${DEMO} check the address, then give it again.`,
        'hand',
      )
    case 'page':
      return loss(
        'media-page',
        `The address of the ${what} '${name}' leads to a web page. ${DEMO} give the address of the ${what} file itself.`,
        'hand',
      )
    case 'forbidden':
      return loss(
        'media-forbidden',
        `${thing} may not be painted: its server allows no other page to read it. ${DEMO} download it and drop the file on the page.`,
        'hand',
      )
    case 'slow':
      return loss(
        'media-slow',
        `${thing} sent no picture within 15 seconds. ${DEMO} try again, or download it and drop the file on the page.`,
        'hand',
      )
    case 'undecodable':
      return loss(
        'media-undecodable',
        `${thing} is of a kind that this browser cannot read. ${DEMO} ${
          what === 'film' ? 'MP4 (H.264) and WebM (VP9) play everywhere' : 'JPEG, PNG and WebP work everywhere'
        }.`,
        'hand',
      )
  }
}

export function noPlace(what: 'film' | 'picture'): SourceProblem {
  return refusal(
    'media-none',
    `No ${what} has been chosen yet. What played before plays on; drop a file on the page or give an address.`,
  )
}

/** A file of an earlier visit: the browser forgets files when the page goes. */
export function fileForgotten(what: 'film' | 'picture', name: string): SourceProblem {
  return loss(
    'media-forgotten',
    `The ${what} '${name}' was given to an earlier visit, and the browser has let go of it. ${DEMO} drop the file on the page again.`,
    'hand',
  )
}

/** Something was dropped that is none of picture, film and sound. */
export function unknownFile(name: string): string {
  return `'${name}' is neither a picture, a film nor a sound that can be recognised. What played before plays on; JPEG, PNG, MP4, WebM and WAV work everywhere.`
}

/** Said while the browser's question stands. */
export const CAMERA_ASKED =
  'The browser asks for the camera: its picture is what gets painted, and it stays on this machine. The picture plays on until you answer.'

/** Said when a camera was waited for and came. */
export function cameraReady(label: string): string {
  return `Camera '${label}' is ready and on stage.`
}

/** Any thrown thing as a problem of a source called `name`. */
export function problemOf(thrown: unknown, name: string): SourceProblem {
  if (thrown instanceof SourceError) return thrown.problem
  const found = thrown instanceof Error ? thrown.message : String(thrown)
  return loss(
    'source-failed',
    `The source '${name}' failed (${found}). ${DEMO} choose it again, or choose another source.`,
    'hand',
  )
}

function loss(code: string, text: string, wayBack: WayBack): SourceProblem {
  return { code, text, wayBack, stays: false }
}

/** A problem that takes nothing off the stage. */
function refusal(code: string, text: string): SourceProblem {
  return { code, text, wayBack: 'hand', stays: true }
}

function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : 'unknown error'
}
