// The beginnings of chains that are no formulas: the stage's picture, films, pictures, text and three.js scenes. Each is src() of something.
import type { Camera, Scene } from 'three/webgpu'
import { LiveChain, makeLink, type Home } from './live-chain'
import { LivePicture } from './live-picture'
import { LiveScene } from './live-scene'
import type { LiveTexture } from './live-texture'
import { functions } from './records'

export interface TextSettings {
  /** A family. @defaultValue 'sans-serif' */
  readonly font?: string
  /** Of the stage's height. @defaultValue 0.3 */
  readonly size?: number
  /** As CSS writes colours. @defaultValue 'white' */
  readonly color?: string
  /** @defaultValue 'bold' */
  readonly weight?: string
}

/** `src(texture)` as a chain. */
export function chainOf(texture: LiveTexture, home: Home | null): LiveChain {
  const record = functions.find(({ name }) => name === 'src')
  if (!record) throw new Error('The dialect has lost src().')
  home?.made()
  return new LiveChain(makeLink(record, [texture], null), home)
}

/** What the show's own source shows: the camera, or whatever was chosen in its place. */
export function pictureChain(home: Home | null): LiveChain {
  return chainOf(new LivePicture('picture'), home)
}

/** The painting of it, as the panel's style has it; the picture itself while there is none. */
export function paintingOf(home: Home | null): LiveChain {
  return chainOf(new LivePicture('painting'), home)
}

const scenes = new WeakMap<Scene, LiveScene>()

/** A scene seen by a camera; what it leaves open is clear. */
export function sceneChain(scene: Scene, camera: Camera, home: Home | null): LiveChain {
  const known = scenes.get(scene)
  const texture = known?.camera === camera ? known : new LiveScene(scene, camera)
  scenes.set(scene, texture)
  return chainOf(texture, home)
}

const WIDTH = 1280
const HEIGHT = 720

/** White on nothing, in the middle; lines are kept. */
export function drawText(text: string, settings: TextSettings): OffscreenCanvas {
  const { font = 'sans-serif', size = 0.3, color = 'white', weight = 'bold' } = settings
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT)
  const pen = canvas.getContext('2d')
  if (!pen) return canvas
  const height = HEIGHT * size
  pen.font = `${weight} ${height}px ${font}`
  pen.fillStyle = color
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const lines = text.split('\n')
  lines.forEach((line, i) => {
    const y = HEIGHT / 2 + (i - (lines.length - 1) / 2) * height * 1.1
    pen.fillText(line, WIDTH / 2, y, WIDTH)
  })
  return canvas
}
