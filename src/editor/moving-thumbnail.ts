// A small picture that moves while it is pointed at or has the keyboard: a strip of frames, one under the other, recorded by `npm run thumbnails`.

/** Frames in a strip; code.css moves through as many. */
export const FRAMES = 12

/** @param name under public/gallery, without its ending: 'functions/kaleid'. An element that goes away when there is no such recording. */
export function movingThumbnail(name: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'moving'
  element.setAttribute('aria-hidden', 'true')
  const strip = document.createElement('img')
  strip.alt = ''
  strip.loading = 'lazy'
  strip.decoding = 'async'
  strip.addEventListener('error', () => element.remove())
  strip.src = `${import.meta.env.BASE_URL}gallery/${name}.webp`
  element.append(strip)
  return element
}
