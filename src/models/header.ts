// The head of a model.json, the same for every format: what the model is called, what it takes and gives, its styles.
import type { Port } from '../contracts/model'
import type { StyleInfo } from '../contracts/style'
import type { Pixels } from '../core/units'
import { type Field, parseJson } from './fields'

export const FORMATS = ['impasto-net', 'tfjs-graph-model', 'tfjs-layers-model'] as const
export type ModelFormat = (typeof FORMATS)[number]

/** A port that carries a picture as numbers, NHWC with three channels. */
export interface PicturePort extends Port {
  /** What black and white are. @defaultValue [0, 1] */
  readonly range: readonly [number, number]
  /** @defaultValue 'rgb' */
  readonly channels: 'rgb' | 'bgr'
}

export interface StyleEntry {
  readonly id: string
  readonly title: string
  /** The painter, for the credit. */
  readonly by?: string
}

export interface ModelHeader {
  /** The folder's name. */
  readonly id: string
  /** For messages: 'models/bank-1/model.json'. */
  readonly file: string
  readonly format: ModelFormat
  readonly version: 1
  readonly title: string
  /** The name that it shares with the editions of the same styles; its own where there are none. */
  readonly bank: string
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** The picture among the inputs, and the one among the outputs. */
  readonly picture: PicturePort
  readonly painting: PicturePort
  /** Width and height of a job are multiples of this. */
  readonly multiple: Pixels
  /** The only size the model can work at; null: any. */
  readonly size: { readonly width: Pixels; readonly height: Pixels } | null
  /** At least one; a model without `styles` is a single style of its own name. */
  readonly styles: readonly StyleEntry[]
  /** The file beside model.json that holds the weights (impasto-net) or the TensorFlow.js model. */
  readonly content: string
}

export interface ParsedHeader {
  readonly header: ModelHeader
  /** The whole file, for what is particular to a format (the plan). */
  readonly root: Field
}

/**
 * Reads the head of `models/<id>/model.json`.
 * @throws {ImpastoError} naming file and field
 */
export function parseHeader(id: string, text: string): ParsedHeader {
  const root = parseJson(`models/${id}/model.json`, text)
  const format = root.at('format').oneOf(FORMATS)
  const version = root.at('version').oneOf([1])
  const title = root.at('title').missing ? id : root.at('title').text()
  const inputs = ports(root.at('inputs'), 'picture')
  const outputs = ports(root.at('outputs'), 'painting')
  const picture = onlyPicture(root.at('inputs'), inputs)
  const painting = onlyPicture(root.at('outputs'), outputs)
  const multiple = root.at('multiple').missing ? 1 : root.at('multiple').integer(1, 256)
  const header: ModelHeader = {
    id,
    file: root.file,
    format,
    version,
    title,
    bank: root.at('editionOf').missing ? id : root.at('editionOf').id(),
    inputs,
    outputs,
    picture,
    painting,
    multiple,
    size: size(root.at('size'), multiple),
    styles: styles(root, id, title, format),
    content: root.at(format === 'impasto-net' ? 'weights' : 'model').insidePath(),
  }
  return { header, root }
}

/** The styles as the rest of the engine knows them. */
export function styleInfos(header: ModelHeader): StyleInfo[] {
  return header.styles.map((style) => ({ ...style, model: header.bank }))
}

function ports(field: Field, fallback: string): (Port | PicturePort)[] {
  if (field.missing) return [{ name: fallback, kind: 'picture', range: [0, 1], channels: 'rgb' }]
  return field.list({ min: 1, max: 16 }).map((item) => {
    const name = item.at('name').text()
    const kind = item.at('kind').oneOf(['picture', 'mask', 'vector', 'text', 'sound'] as const)
    if (kind !== 'picture') return { name, kind }
    const channels = item.at('channels').missing ? 'rgb' : item.at('channels').oneOf(['rgb', 'bgr'] as const)
    return { name, kind, range: range(item.at('range')), channels }
  })
}

function onlyPicture(field: Field, all: readonly (Port | PicturePort)[]): PicturePort {
  const pictures = all.filter((port): port is PicturePort => 'range' in port)
  const [first] = pictures
  if (!first || pictures.length > 1) field.fail("a list with exactly one port of kind 'picture'")
  return first
}

function range(field: Field): readonly [number, number] {
  if (field.missing) return [0, 1]
  const [black, white] = field.list({ min: 2, max: 2 }).map((end) => end.number())
  if (black === undefined || white === undefined || black >= white) field.fail('two numbers, black and then white')
  return [black, white]
}

function size(field: Field, multiple: Pixels): ModelHeader['size'] {
  if (field.missing) return null
  const [width, height] = field.list({ min: 2, max: 2 }).map((side) => side.integer(8, 4096))
  if (width === undefined || height === undefined || width % multiple !== 0 || height % multiple !== 0) {
    field.fail(`width and height, multiples of ${multiple}`)
  }
  return { width, height }
}

function styles(root: Field, id: string, title: string, format: ModelFormat): StyleEntry[] {
  const field = root.at('styles')
  if (field.missing && format !== 'impasto-net') return [{ id, title }]
  const ids = field.list({ min: 1, max: 512 }).map((item) => item.id())
  const twice = ids.find((style, i) => ids.indexOf(style) !== i)
  if (twice !== undefined) field.fail(`a list without repeats ('${twice}' is there twice)`)
  if (format !== 'impasto-net' && ids.length > 1) field.fail('a list of one: a TensorFlow.js model has one style')
  const credits = root.at('credits')
  return ids.map((style) => {
    const credit = credits.missing ? null : credits.at(style)
    if (!credit || credit.missing) return { id: style, title: titleOf(style) }
    const entry = { id: style, title: credit.at('title').text() }
    return credit.at('by').missing ? entry : { ...entry, by: credit.at('by').text() }
  })
}

/** 'great-wave' → 'Great wave' */
function titleOf(id: string): string {
  const words = id.replaceAll(/[-_.]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
