// The words by which the rooms meet. Sibling rooms never import each other; they speak these types and are wired in main.ts.
import type { ChoiceSpec, NumberSpec, TextSpec, ToggleSpec } from './param'
import type { Disposable } from './scope'
import type { PathDoor } from './style-path'
import type { Bpm, Pixels, Radians, Seconds, Unit01 } from './units'

// ---------------------------------------------------------------- time

/** One turn of the frame loop. */
export interface Tick {
  /** Engine time, seconds since start. */
  readonly time: Seconds
  /** Since the tick before; 0 on the first. */
  readonly dt: Seconds
  /** Counts from 0. */
  readonly frame: number
}

// ---------------------------------------------------------------- pictures

/** Anything the DOM can draw from. */
export type DrawableImage =
  HTMLVideoElement | VideoFrame | ImageBitmap | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement

interface PictureBase {
  readonly width: Pixels
  readonly height: Pixels
  /** When the light fell on the sensor (or the file's frame was due), engine time. */
  readonly capturedAt: Seconds
  /** Grows by one with every new picture of the same source; equal means: the same picture. */
  readonly serial: number
}

/** A picture as the DOM has it. Row 0 is the top. */
export interface ImagePicture extends PictureBase {
  readonly kind: 'image'
  readonly image: DrawableImage
  /** True when it must be shown with left and right exchanged. */
  readonly mirror: boolean
}

/** A picture on the shared GPUDevice: rgba8unorm, sRGB-encoded values, row 0 is the top, already mirrored if it should be. */
export interface GpuPicture extends PictureBase {
  readonly kind: 'gpu'
  readonly texture: GPUTexture
}

/** A picture in memory: RGBA, 8 bit, sRGB-encoded, row 0 is the top, already mirrored if it should be. */
export interface PixelPicture extends PictureBase {
  readonly kind: 'pixels'
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

export type Picture = ImagePicture | GpuPicture | PixelPicture

// ---------------------------------------------------------------- inputs

export type SourceKind = 'camera' | 'video' | 'image' | 'screen' | 'demo'

/** What live code asks one of its own sources to show. */
export type SourceRequest =
  | { readonly kind: 'camera'; readonly index: number }
  | { readonly kind: 'video' | 'image'; readonly url: string }
  | { readonly kind: 'screen' }
  /** Another performer's picture, by name: known by sketches, and not to be had here. */
  | { readonly kind: 'stream'; readonly name: string }
  /** Something of the page. `still`: as it is now, whatever it shows later. */
  | { readonly kind: 'element'; readonly element: unknown; readonly still?: boolean }

/** A running source of pictures. Made by an `InputKind`; fails through `onLost`, never by throwing later. */
export interface PictureSource extends Disposable {
  readonly kind: SourceKind
  /** What is playing, for the performer: "FaceTime HD Camera", "sunset.mp4". */
  readonly label: string
  /** The newest frame; null until the first has arrived. Asking twice gives the same object until there is a newer one. */
  newest(): ImagePicture | null
  /** For the manual clock: makes `newest()` the frame that belongs to engine time `time`. Live sources resolve at once. */
  seek(time: Seconds): Promise<void>
}

// ---------------------------------------------------------------- sound

/** What the analysis hears. All 0..1 after adaptive normalisation, except tempo. */
export interface AudioFeatures {
  /** Loudness. */
  readonly level: Unit01
  /** 20..250 Hz. */
  readonly bass: Unit01
  /** 250..2000 Hz. */
  readonly mid: Unit01
  /** 2000..16000 Hz. */
  readonly treble: Unit01
  /** Spectral centroid on a log axis, 0 = 20 Hz, 1 = 16 kHz. */
  readonly centroid: Unit01
  /** 1 at an onset, falling to 0 within about 0.15 s. */
  readonly onset: Unit01
  /** 1 on the beat, falling to 0 within the beat; 0 while no tempo is known. */
  readonly beat: Unit01
  /** Position inside the beat, 0 on the beat, 1 just before the next; 0 while no tempo is known. */
  readonly phase: Unit01
  /** Beats per minute; 0 while none is known. */
  readonly tempo: Bpm
}

export const SILENCE: AudioFeatures = {
  level: 0,
  bass: 0,
  mid: 0,
  treble: 0,
  centroid: 0,
  onset: 0,
  beat: 0,
  phase: 0,
  tempo: 0,
}

/** The spectrum of what is heard. */
export interface SpectrumDoor {
  /**
   * Writes one band into each place of `into`, the lowest first, all as wide to the ear (Bark) between 20 Hz and 16 kHz; 0..1 after
   * adaptive normalisation, each band for itself. Once a frame, by one reader, for the bands remember what was loud; makes no garbage.
   */
  bands(into: number[]): void
}

/** Bands of the sound with how much of each counts, for a meter. Both 0..1, and of one length. */
export interface BandReading {
  /** How loud each is. */
  readonly loud: readonly Unit01[]
  /** What is left of it after threshold, scale and smoothing. */
  readonly fft: readonly Unit01[]
}

// ---------------------------------------------------------------- models

/** What flows into and out of a model, so that models can chain. */
export type PortKind = 'picture' | 'mask' | 'vector' | 'text' | 'sound'

export interface Port {
  readonly name: string
  readonly kind: PortKind
}

/** How much of each style, by style id. Weights are normalised to sum 1 by whoever uses them; a single style is `{ id: 1 }`. */
export type StyleMix = Readonly<Record<string, number>>

export interface StyleInfo {
  /** As in the model's `styles`: 'great-wave'. Unique over all models. */
  readonly id: string
  /** 'The Great Wave' */
  readonly title: string
  /** The model that paints it. */
  readonly model: string
  /** The painter, for the credit on screen: 'Katsushika Hokusai'. */
  readonly by?: string
}

export const MASK_KINDS = ['luminance', 'wipe', 'radial', 'drawn'] as const
/** By the light of the picture, by a line that moves over it, by the distance from its centre, by a hand. */
export type MaskKind = (typeof MASK_KINDS)[number]

/** What a hand drew: one byte a pixel, row 0 is the top. Its size is its own. */
export interface MaskDrawing {
  readonly width: Pixels
  readonly height: Pixels
  readonly data: Uint8Array<ArrayBuffer>
  /** Another number, another drawing. */
  readonly version: number
}

/** Where in the picture the second mix of a masked painting is. */
export interface MaskShape {
  readonly kind: MaskKind
  /** How much of it the second mix has: 0 nothing, 1 all. A drawn mask has what was drawn. */
  readonly position: Unit01
  /** How wide the edge is. */
  readonly softness: Unit01
  /** Of a wipe: 0 comes from the left, a quarter turn from above. */
  readonly angle: Radians
  readonly invert: boolean
  /** Null where nothing was drawn. */
  readonly drawing: MaskDrawing | null
}

/** One mix here and another there, in one painting. */
export interface StyleMask {
  readonly mix: StyleMix
  readonly shape: MaskShape
}

export interface PaintJob {
  readonly picture: Picture
  readonly mix: StyleMix
  /** A second mix, and where it is. A painter that can't do it paints without. @defaultValue null */
  readonly mask?: StyleMask | null
  /** The model's working size, multiples of the model's `multiple`. */
  readonly width: Pixels
  readonly height: Pixels
}

export type ModelBackend = 'webgpu' | 'wasm'

/** A model ready to paint. One job at a time: `paint` while busy rejects. */
export interface Painter extends Disposable {
  readonly backend: ModelBackend
  /** In which of its ways it paints, for the HUD and reports: 'fused f16'. */
  readonly way?: string
  /** Which kind of picture a job must carry. */
  readonly takes: 'gpu' | 'image'
  /** Resolves with the painting (of the job's size) when the work is done; the picture stays valid until two paintings later. */
  paint(job: PaintJob): Promise<Picture>
  /** Makes ready what masks need, in the background; absent where nothing is needed or masks can't be painted. */
  arm?(): Promise<void>
  /** tfjs tensors alive on this painter's backend. */
  tensors(): number
  /** How long the newest painting kept the GPU busy; null or absent where that can't be measured. */
  gpuTime?(): Seconds | null
}

/** A painter as live code borrows it: one picture at a time, in a mix of its own. */
export interface PaintDoor {
  readonly styles: readonly StyleInfo[]
  /** Names that a mix may have besides: of what changes its styles by itself. @defaultValue none */
  readonly moving?: readonly string[]
  /** The path through the styles. @defaultValue there is none */
  readonly path?: PathDoor
  /** Which kind of picture it wants next ('image' also takes pixels); null while none is ready. */
  readonly takes: 'gpu' | 'image' | null
  /** The size it works at, for pictures of this aspect (width / height). */
  modelSize(aspect: number): { readonly width: Pixels; readonly height: Pixels }
  /** Null while it is busy, or the model of these styles is still coming. The picture stays valid until two paintings later. */
  paintAs(picture: Picture, mix: StyleMix): Promise<Picture> | null
  /** Resolves when it is idle and no model is on its way. */
  idle(): Promise<void>
}

// ---------------------------------------------------------------- extension records

/** The parameters an extension declares, by the last part of their address. */
export type ParamSpecs = Readonly<Record<string, NumberSpec | ToggleSpec | ChoiceSpec | TextSpec>>

// ---------------------------------------------------------------- figures

/** What `impasto.stats()` tells. Seconds, bytes, counts; rates per second over the last second. */
export interface Stats {
  /** 'webgpu' or 'webgl2', where the stage is drawn. */
  readonly stage: 'webgpu' | 'webgl2'
  /** Of the stage's pixels along a side, how many are drawn; the rest is enlarged. */
  readonly stageScale: Unit01
  /** Where the model runs; null until one is ready. */
  readonly backend: ModelBackend | null
  /** In which of its ways the painter paints: 'fused f16'; null while none is ready or it has only one. */
  readonly painter: string | null
  /** The graphics adapter as the browser names it. */
  readonly adapter: string
  readonly stageFps: number
  readonly modelFps: number
  /** The longer side of the newest painting, pixels; null until there is one. */
  readonly modelSize: Pixels | null
  /** Who chooses the size: the governor, or a hand, the address or the model itself. */
  readonly modelSizeBy: 'auto' | 'pinned'
  /** Of the time, how much the governor lets the painter work. */
  readonly modelShare: Unit01
  /** Seconds from the capture of the frame that is painted on stage to now; null until there is a painting. */
  readonly frameAge: Seconds | null
  /** Stage frames that came later than one and a half display intervals, since start. */
  readonly droppedFrames: number
  readonly frames: number
  readonly paintings: number
  readonly readbacks: number
  readonly tensors: number
  readonly gpuBuffers: number
  readonly gpuTextures: number
  readonly gpuBytes: number
  /** GPU objects made since start, alive or not. */
  readonly gpuMade: number
}

/** Something long that is under way, for the page's bar. */
export interface Progress {
  /** What is being waited for: "Bank 0". */
  readonly what: string
  /** 0..1, or null when it cannot be known. */
  readonly done: Unit01 | null
  /** Seconds left, or null when it cannot be known. */
  readonly left: Seconds | null
}
