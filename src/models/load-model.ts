// Fetches a model's files and hands back a checked model in memory. Counts bytes for the page's bar.
import { ImpastoError, messageOf } from '../core/errors'
import type { Bytes } from '../core/units'
import { type Field, parseJson, PLAY_ON } from './fields'
import { type ModelHeader, parseHeader, type ParsedHeader, styleInfos } from './header'
import type { LoadedModel, SelfTest } from './loaded-model'
import type { ManifestEntry } from './manifest'
import { parsePlan } from './plan'
import { assembleUserModel, parseUserModel } from './user-model'
import { readWeights } from './weights'

export interface ModelAddress {
  /** The folder's name. */
  readonly id: string
  /** Where its model.json is. */
  readonly url: string
}

/** Called as bytes arrive; `total` is 0 while it isn't known. */
export type OnBytes = (loaded: Bytes, total: Bytes) => void

/** Reads only model.json. @throws {ImpastoError} missing or wrong, naming file and field */
export async function loadHeader({ id, url }: ModelAddress): Promise<ParsedHeader> {
  return parseHeader(id, decode(await fetchFile(url, `models/${id}/model.json`)))
}

/** `entry` with its styles, which are read from its model.json where the manifest has none. @param bad it can't be read */
export async function withStyles(
  entry: ManifestEntry,
  bad: (id: string, thrown: unknown) => void,
): Promise<ManifestEntry> {
  if (entry.styles) return entry
  try {
    const { header } = await loadHeader(entry)
    return { ...entry, title: header.title, styles: styleInfos(header) }
  } catch (thrown) {
    bad(entry.id, thrown)
    return entry
  }
}

/**
 * Loads and checks a whole model.
 * @throws {ImpastoError} a file is missing, damaged, of wrong shape or holds NaN; names file and field or tensor
 */
export async function loadModel(address: ModelAddress, onBytes?: OnBytes): Promise<LoadedModel> {
  const { header, root } = await loadHeader(address)
  const near = (path: string): { url: string; file: string } => ({
    url: new URL(path, absolute(address.url)).href,
    file: `models/${address.id}/${path}`,
  })
  const fetchNear = (path: string, counted?: OnBytes): Promise<ArrayBuffer> => {
    const { url, file } = near(path)
    return fetchFile(url, file, counted)
  }
  const content = await fetchNear(header.content, onBytes)
  if (header.format === 'impasto-net') {
    const plan = parsePlan(root, header)
    const weights = readWeights(near(header.content).file, content, plan)
    const selfTest = root.at('selfTest').missing ? null : root.at('selfTest').insidePath()
    const golden = selfTest === null ? null : parseSelfTest(near(selfTest).file, header, await fetchNear(selfTest))
    return { kind: 'plan', header, plan, weights, selfTest: golden }
  }
  const files = parseUserModel(header, decode(content))
  const shards: ArrayBuffer[] = []
  for (const path of files.shards) {
    const folder = header.content.slice(0, header.content.lastIndexOf('/') + 1)
    shards.push(await fetchNear(folder + path, onBytes))
  }
  return assembleUserModel(header, files, shards)
}

/** @throws {ImpastoError} when the file cannot be had */
export async function fetchFile(url: string, file: string, onBytes?: OnBytes): Promise<ArrayBuffer> {
  const fail = (found: string, cause?: unknown): never => {
    throw new ImpastoError({ asked: `The painter asked for ${file}`, found, remedy: PLAY_ON, cause })
  }
  let response: Response
  try {
    response = await fetch(url)
  } catch (cause) {
    return fail(`it could not be fetched (${messageOf(cause)})`, cause)
  }
  if (!response.ok) fail(`the server answered ${response.status}, so the file is missing`)
  // Servers of single-page programs answer a missing file with their page.
  if (response.headers.get('content-type')?.includes('text/html')) fail('the server sent a web page: it is missing')
  try {
    return onBytes && response.body ? await readCounted(response, response.body, onBytes) : await response.arrayBuffer()
  } catch (cause) {
    return fail(`the connection broke off (${messageOf(cause)})`, cause)
  }
}

async function readCounted(
  response: Response,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: OnBytes,
): Promise<ArrayBuffer> {
  const total = Number(response.headers.get('content-length') ?? 0)
  const reader = body.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let loaded = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    loaded += value.byteLength
    onBytes(loaded, total)
  }
  return await new Blob(parts).arrayBuffer()
}

/** Width, height, the picture and what each mix makes of it; bytes as base64 RGB. */
function parseSelfTest(file: string, header: ModelHeader, bytes: ArrayBuffer): SelfTest {
  const root = parseJson(file, decode(bytes))
  const width = root.at('width').integer(header.multiple, 256)
  const height = root.at('height').integer(header.multiple, 256)
  const picture = rgb(root.at('picture'), width * height * 3)
  const cases = root
    .at('cases')
    .list({ min: 1, max: 16 })
    .map((item) => {
      const mix = Object.fromEntries(
        item
          .at('mix')
          .entries()
          .map(([id, weight]) => [id, weight.number()]),
      )
      return { mix, painting: rgb(item.at('painting'), width * height * 3) }
    })
  return { width, height, picture, cases }
}

function rgb(field: Field, length: number): Uint8Array<ArrayBuffer> {
  try {
    const bytes = Uint8Array.from(atob(field.text()), (c) => c.charCodeAt(0))
    if (bytes.length === length) return bytes
  } catch {
    // Falls through to the sentence below.
  }
  return field.fail(`${length} bytes of RGB in base64`)
}

/** Manifests hold addresses as the page would write them: from its own root. */
function absolute(url: string): URL {
  return typeof document === 'undefined' ? new URL(url) : new URL(url, document.baseURI)
}

function decode(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes)
}
