// A microphone or line in, raw: the browser's voice processing would flatten the music.
import { microphoneLost } from './problems'
import type { SoundSource } from './sound-source'

const RAW: MediaTrackConstraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }

export interface Microphone extends SoundSource {
  /** False when another device than the wanted one was taken. */
  readonly wanted: boolean
}

/**
 * Opens the input called `name`, or the system's choice for ''. When there is none of that name, the system's choice is taken.
 * @throws what `getUserMedia` throws
 */
export async function openMicrophone(context: AudioContext, devices: MediaDevices, name: string): Promise<Microphone> {
  let stream = await devices.getUserMedia({ audio: await constraints(devices, name) })
  let label = labelOf(stream)
  if (name !== '' && label !== name) {
    // Names are hidden until permission was given once: look again now that it was.
    const again = await constraints(devices, name)
    if (again.deviceId !== undefined) {
      stop(stream)
      stream = await devices.getUserMedia({ audio: again })
      label = labelOf(stream)
    }
  }
  const node = context.createMediaStreamSource(stream)
  const track = stream.getAudioTracks()[0]
  const voice: Microphone = {
    label,
    node,
    wanted: name === '' || label === name,
    onLost: null,
    dispose() {
      track?.removeEventListener('ended', ended)
      node.disconnect()
      stop(stream)
    },
  }
  function ended(): void {
    voice.onLost?.(microphoneLost(label))
  }
  track?.addEventListener('ended', ended, { once: true })
  return voice
}

/** The names of the inputs that are plugged in; empty before permission was given. */
export async function inputNames(devices: MediaDevices): Promise<string[]> {
  const names = (await inputs(devices)).map((d) => d.label)
  return [...new Set(names.filter((name) => name !== ''))]
}

async function inputs(devices: MediaDevices): Promise<MediaDeviceInfo[]> {
  const all = await devices.enumerateDevices()
  // 'default' and 'communications' are aliases of devices that are listed anyway.
  return all.filter((d) => d.kind === 'audioinput' && d.deviceId !== 'default' && d.deviceId !== 'communications')
}

async function constraints(devices: MediaDevices, name: string): Promise<MediaTrackConstraints> {
  if (name === '') return RAW
  const found = (await inputs(devices)).find((d) => d.label === name)
  return found ? { ...RAW, deviceId: { exact: found.deviceId } } : RAW
}

function labelOf(stream: MediaStream): string {
  return (stream.getAudioTracks()[0]?.label ?? '').replace(/^Default - /, '')
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
