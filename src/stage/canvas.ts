// The stage's own canvas in the page: its size, the black of a blackout, and the last picture of a stage that was lost.
import type { Disposable } from '../core/scope'
import type { Pixels } from '../core/units'

export interface StageSize {
  readonly width: Pixels
  readonly height: Pixels
}

/** More pixels than this per CSS pixel cost more than they show. */
const FINEST = 2

/** A canvas that fills `mount`, keeping its shape. */
export function makeCanvas(mount: HTMLElement): HTMLCanvasElement {
  const canvas = mount.ownerDocument.createElement('canvas')
  fill(canvas)
  mount.append(canvas)
  return canvas
}

export function fill(canvas: HTMLCanvasElement): void {
  Object.assign(canvas.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    objectFit: 'contain',
    display: 'block',
  })
}

/** The stage's size in device pixels when it follows its element. */
export function sizeOf(mount: HTMLElement): StageSize {
  const ratio = Math.min(mount.ownerDocument.defaultView?.devicePixelRatio ?? 1, FINEST)
  return {
    width: Math.max(16, Math.round(mount.clientWidth * ratio)),
    height: Math.max(16, Math.round(mount.clientHeight * ratio)),
  }
}

/** Tells of every change of the element's size. */
export function watchSize(mount: HTMLElement, changed: (size: StageSize) => void): Disposable {
  const observer = new ResizeObserver(() => changed(sizeOf(mount)))
  observer.observe(mount)
  return { dispose: () => observer.disconnect() }
}

/** The last picture of a stage that is gone: it stays in the page until the next stage has drawn. */
export interface HeldPicture extends Disposable {
  readonly canvas: HTMLCanvasElement
}
