// Tells a picture from a film from a sound: by the first bytes, then by what the file or address says of itself.

export type MediaType = 'image' | 'video' | 'audio'

const EXTENSIONS: Record<MediaType, readonly string[]> = {
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'bmp', 'svg', 'ico'],
  video: ['mp4', 'm4v', 'webm', 'mov', 'mkv', 'ogv', 'avi', 'mpg', 'mpeg'],
  audio: ['mp3', 'wav', 'flac', 'ogg', 'oga', 'opus', 'm4a', 'aac', 'weba', 'aif', 'aiff'],
}

/** First bytes that leave no doubt. MP4, WebM and Ogg hold film or sound and are left to their name. */
const SIGNS: readonly (readonly [MediaType, number, string])[] = [
  ['image', 0, '\xff\xd8\xff'],
  ['image', 0, '\x89PNG'],
  ['image', 0, 'GIF8'],
  ['image', 0, 'BM'],
  ['image', 8, 'WEBP'],
  ['image', 8, 'avif'],
  ['audio', 8, 'WAVE'],
  ['audio', 0, 'ID3'],
  ['audio', 0, '\xff\xfb'],
  ['audio', 0, '\xff\xf1'],
  ['audio', 0, 'fLaC'],
  ['audio', 8, 'M4A '],
  ['audio', 8, 'AIFF'],
  ['video', 8, 'AVI '],
]

/** Null when it is none of the three. */
export async function sniffFile(file: File): Promise<MediaType | null> {
  const head = new Uint8Array(await file.slice(0, 32).arrayBuffer())
  return fromBytes(head) ?? fromMime(file.type) ?? fromName(file.name) ?? fromContainer(head)
}

export function fromBytes(head: Uint8Array): MediaType | null {
  const text = String.fromCharCode(...head)
  return SIGNS.find(([, at, sign]) => text.startsWith(sign, at))?.[0] ?? null
}

/** 'video/mp4' → 'video'. */
export function fromMime(mime: string): MediaType | null {
  const top = mime.split('/')[0]
  return top === 'image' || top === 'video' || top === 'audio' ? top : null
}

/** By the extension of a file name or an address. */
export function fromName(name: string): MediaType | null {
  const data = /^data:([^;,]+)/.exec(name)?.[1]
  if (data) return fromMime(data)
  const extension = /\.([a-z0-9]+)$/i.exec(name.split(/[?#]/)[0] ?? '')?.[1]?.toLowerCase()
  if (!extension) return null
  for (const type of ['image', 'video', 'audio'] as const) if (EXTENSIONS[type].includes(extension)) return type
  return null
}

function fromContainer(head: Uint8Array): MediaType | null {
  const text = String.fromCharCode(...head)
  if (text.startsWith('ftyp', 4) || text.startsWith('\x1aE\xdf\xa3')) return 'video'
  return text.startsWith('OggS') ? 'audio' : null
}

/** What an address leads to: by its name, else by asking its server. Null when neither tells. */
export async function sniffUrl(url: string): Promise<MediaType | null> {
  const named = fromName(url)
  if (named) return named
  try {
    const answer = await fetch(url, { method: 'HEAD' })
    return answer.ok ? fromMime(answer.headers.get('content-type') ?? '') : null
  } catch {
    return null
  }
}
