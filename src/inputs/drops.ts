// Files and addresses dragged onto the page.

export interface Dropped {
  readonly files: readonly File[]
  /** An address that was dragged from another page or the address bar; null with files. */
  readonly url: string | null
}

export interface DropListener {
  onDrop(dropped: Dropped): void
  /** True while something that could be dropped is held over the target: the moment for a hint. */
  onHover(over: boolean): void
}

/** Listens on `target` (the window, as a rule). Returns the unsubscribe. */
export function listenForDrops(target: EventTarget, { onDrop, onHover }: DropListener): () => void {
  // Entering a child leaves its parent: only the count tells when the page is left.
  let depth = 0
  const handlers: Record<string, (event: DragEvent) => void> = {
    dragenter: (event) => {
      if (!carries(event)) return
      event.preventDefault()
      if (depth++ === 0) onHover(true)
    },
    dragover: (event) => {
      if (!carries(event)) return
      // Without this the browser would open the file in place of the show.
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    },
    dragleave: (event) => {
      if (carries(event) && depth > 0 && --depth === 0) onHover(false)
    },
    drop: (event) => {
      if (!carries(event)) return
      event.preventDefault()
      depth = 0
      onHover(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      const url = files.length > 0 ? null : addressIn(event.dataTransfer?.getData('text/uri-list') ?? '')
      if (files.length > 0 || url !== null) onDrop({ files, url })
    },
  }
  const listeners = Object.entries(handlers).map(([type, handle]) => {
    const listener = (event: Event): void => {
      if (event instanceof DragEvent) handle(event)
    }
    target.addEventListener(type, listener)
    return () => target.removeEventListener(type, listener)
  })
  return () => {
    for (const off of listeners) off()
  }
}

/** The first address of a `text/uri-list`, which may hold comments. */
export function addressIn(list: string): string | null {
  const line = list.split(/\r?\n/).find((l) => l !== '' && !l.startsWith('#'))
  return line?.trim() || null
}

function carries({ dataTransfer }: DragEvent): boolean {
  return dataTransfer !== null && (dataTransfer.types.includes('Files') || dataTransfer.types.includes('text/uri-list'))
}
