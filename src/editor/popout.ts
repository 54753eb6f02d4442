// The code in a window of its own, so that the stage stays clean on the other screen; closed, it is over the stage again.
import type { EditorView } from '@codemirror/view'
import type { Disposable } from '../core/scope'

export interface OwnWindowOptions {
  /** The editor's layer, with the view in it. */
  readonly root: HTMLElement
  /** Where the layer is at home. */
  readonly mount: HTMLElement
  view(): EditorView
  /** Told when the browser opens none. */
  onRefused(): void
}

export class OwnWindow implements Disposable {
  private other: Window | null = null

  constructor(private readonly options: OwnWindowOptions) {}

  get open(): boolean {
    return this.other !== null
  }

  /** Takes the code out of the page, or back. */
  toggle(): void {
    if (this.other) this.home()
    else this.out()
  }

  dispose(): void {
    this.home()
  }

  private out(): void {
    const { root, view, onRefused } = this.options
    const other = window.open('', 'impasto-code', 'popup,width=900,height=720')
    if (!other) return onRefused()
    this.other = other
    const { document: page } = other
    page.title = 'Impasto: code'
    page.documentElement.lang = 'en'
    page.head.replaceChildren(
      ...Array.from(document.querySelectorAll('style, link[rel="stylesheet"]'), (style) => style.cloneNode(true)),
    )
    page.body.replaceChildren(page.adoptNode(root))
    root.classList.add('own')
    view().setRoot(page)
    // What works everywhere works here: the stage listens in the page's own window.
    const handOver = (event: KeyboardEvent): void =>
      void window.dispatchEvent(new CustomEvent('impasto:key', { detail: event }))
    other.addEventListener('keydown', handOver, { capture: true })
    other.addEventListener('pagehide', () => this.home())
    view().focus()
  }

  private home(): void {
    const { other } = this
    if (!other) return
    this.other = null
    const { root, mount, view } = this.options
    root.classList.remove('own')
    // The page's own layers come after it, and over it.
    mount.prepend(document.adoptNode(root))
    view().setRoot(document)
    other.close()
  }
}
