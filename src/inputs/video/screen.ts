// A screen, a window or a tab, chosen in the browser's own dialog.
import type { PictureSource } from '../../contracts/input'
import type { InputKind, OpenContext } from '../input-kind'
import { screenEnded, screenProblem, SourceError } from '../source-problems'
import { StreamSource } from '../stream-source'

/** The tracks are labelled for machines ("screen:-3:0"); these are the words for what was chosen. */
const SURFACES: Record<string, string> = { monitor: 'Screen', window: 'Window', browser: 'Tab' }

async function openScreen({ clock, onLost }: OpenContext): Promise<PictureSource> {
  const stream = await share()
  const label = SURFACES[stream.getVideoTracks()[0]?.getSettings().displaySurface ?? ''] ?? 'Screen'
  const source = new StreamSource(stream, clock, {
    kind: 'screen',
    label,
    onEnded: () => onLost(screenEnded(label)),
    // A tab or window that does not change sends nothing: that is no loss.
    onPaused: () => undefined,
  })
  if ((await source.ready()) === 'ready') return source
  source.dispose()
  throw new SourceError(screenProblem(new DOMException('it sent no picture', 'AbortError')))
}

async function share(): Promise<MediaStream> {
  try {
    const media: MediaDevices | undefined = navigator.mediaDevices
    if (!media || !('getDisplayMedia' in media)) throw new TypeError('there is no getDisplayMedia')
    return await media.getDisplayMedia({ video: { frameRate: { ideal: 30 } }, audio: false })
  } catch (thrown) {
    throw new SourceError(screenProblem(thrown), thrown)
  }
}

export default {
  id: 'screen',
  label: 'Screen or tab',
  help: 'A screen, a window or a browser tab, chosen in the browser’s own dialog.',
  live: true,
  needsPlace: false,
  open: openScreen,
} satisfies InputKind
