// What the page remembers from one evening to the next: which layers are open, which sections are folded, how far it was scrolled.
import type { Log } from '../core/log'

interface Remembered {
  /** Page parameters by address. */
  layers: Record<string, boolean>
  /** Section name to open. */
  open: Record<string, boolean>
  /** Of the panel, CSS pixels. */
  scroll: number
}

const KEY = 'layers'

export class PageMemory {
  private readonly state: Remembered

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null,
    private readonly log: Log,
  ) {
    this.state = parse(read(storage))
  }

  layer(address: string): boolean | undefined {
    return this.state.layers[address]
  }

  setLayer(address: string, value: boolean): void {
    this.state.layers[address] = value
    this.write()
  }

  open(section: string, otherwise: boolean): boolean {
    return this.state.open[section] ?? otherwise
  }

  setOpen(section: string, open: boolean): void {
    if (this.state.open[section] === open) return
    this.state.open[section] = open
    this.write()
  }

  get scroll(): number {
    return this.state.scroll
  }

  setScroll(scroll: number): void {
    this.state.scroll = scroll
    this.write()
  }

  private write(): void {
    try {
      this.storage?.setItem(KEY, JSON.stringify(this.state))
    } catch {
      this.log.info(
        'page',
        'The browser keeps nothing for this page, so the panel opens as new next time. The picture is not touched by it.',
      )
    }
  }
}

function read(storage: Pick<Storage, 'getItem'> | null): unknown {
  try {
    return JSON.parse(storage?.getItem(KEY) ?? 'null')
  } catch {
    // Written by something else, or cut off: start as new.
    return null
  }
}

function parse(found: unknown): Remembered {
  const state: Remembered = { layers: {}, open: {}, scroll: 0 }
  if (typeof found !== 'object' || found === null) return state
  if ('layers' in found) state.layers = booleans(found.layers)
  if ('open' in found) state.open = booleans(found.open)
  if ('scroll' in found && typeof found.scroll === 'number' && found.scroll >= 0) state.scroll = found.scroll
  return state
}

function booleans(found: unknown): Record<string, boolean> {
  if (typeof found !== 'object' || found === null) return {}
  return Object.fromEntries(Object.entries(found).filter((e): e is [string, boolean] => typeof e[1] === 'boolean'))
}
