// A camera, by name.
import type { PictureSource } from '../../contracts/input'
import type { InputKind, OpenContext } from '../input-kind'
import { cameraPaused, cameraProblem, cameraSilent, cameraUnplugged, SourceError } from '../source-problems'
import { StreamSource } from '../stream-source'

async function openCamera(context: OpenContext): Promise<PictureSource> {
  const { cameras, clock, camera: wanted, onLost } = context
  const stream = await openStream(context)
  const track = stream.getVideoTracks()[0]
  const label = cameras.nameOf(track?.getSettings().deviceId) ?? (track?.label || wanted || 'Camera')
  const source = new StreamSource(stream, clock, {
    kind: 'camera',
    label,
    onEnded: () => onLost(cameraUnplugged(label)),
    onPaused: () => onLost(cameraPaused(label)),
  })
  if ((await source.ready()) === 'ready') return source
  source.dispose()
  throw new SourceError(cameraSilent(label))
}

async function openStream({ cameras, camera: wanted, size }: OpenContext): Promise<MediaStream> {
  const shape: MediaTrackConstraints = {
    width: { ideal: size.width },
    height: { ideal: size.height },
    frameRate: { ideal: 30 },
  }
  try {
    await cameras.refresh()
    const known = cameras.idOf(wanted)
    if (known !== null) return await cameras.open({ ...shape, deviceId: { exact: known } })
    // The names are hidden until the page was allowed to use a camera, so ask for any, and look again.
    if (wanted !== '' && cameras.names().length > 0) throw new DOMException('not in the list', 'NotFoundError')
    const any = await cameras.open(shape)
    await cameras.refresh()
    if (wanted === '') return any
    const id = cameras.idOf(wanted)
    if (id !== null && id === any.getVideoTracks()[0]?.getSettings().deviceId) return any
    for (const track of any.getTracks()) track.stop()
    if (id === null) throw new DOMException('not in the list', 'NotFoundError')
    return await cameras.open({ ...shape, deviceId: { exact: id } })
  } catch (thrown) {
    throw new SourceError(cameraProblem(thrown, wanted, await cameras.permission()), thrown)
  }
}

export default {
  id: 'camera',
  label: 'Camera',
  help: 'The camera named below. The browser asks for permission the first time.',
  live: true,
  needsPlace: false,
  open: openCamera,
} satisfies InputKind
