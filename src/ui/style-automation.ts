// The sections of what the styles do besides a choice: the path, the pad and the mask.
import type { Show } from '../show/show'
import type { Param } from '../show/show-view'
import { ADDRESS, type UiHost } from './ui-host'
import { createPathEditor } from './path-editor'
import type { Section } from './section'
import { createStylePad } from './style-pad'

const PATH = 'style/path'
const PAD = 'style/pad/'
const MASK = 'style/mask'

export interface StyleMovers {
  readonly sections: readonly Section[]
  /** Gives its rows their places; the rest of `params` is somebody else's. */
  take(params: readonly Param[]): Param[]
  /** Once a display frame while the panel is seen. */
  frame(): void
}

export function createStyleMovers(
  show: Show,
  hooks: UiHost,
  section: (title: string, id: string, open: boolean) => Section,
  /** With which a mask is drawn. */
  maskTools: HTMLElement,
): StyleMovers {
  const path = section('Path', 'path', false)
  const pad = section('Pad', 'pad', false)
  const mask = section('Mask', 'mask', false)
  const editor = hooks.path ? createPathEditor(show, hooks, hooks.path) : null
  const view = createStylePad(show, hooks)
  if (editor) path.top.append(editor.element)
  pad.top.append(view.element)
  mask.top.append(maskTools)
  const mark = (of: Section, leads: boolean): void => void of.element.classList.toggle('leads', leads)
  return {
    sections: [path, pad, mask],
    take(params) {
      const ours = (prefix: string): Param[] => params.filter(({ address }) => address.startsWith(prefix))
      const [paths, pads, masks] = [ours(PATH), ours(PAD), ours(MASK)]
      // Its text is for those who write it; the buttons hold it.
      const rows = paths.filter(({ address }) => address !== PATH && address !== 'style/path/paused')
      path.setParams([...rows, ...paths.filter(({ address }) => address === PATH)])
      pad.setParams(pads)
      const told = masks.filter(({ address }) => matters(address, show.text(MASK)))
      mask.setParams(told.toSorted((a, b) => rank(a.address) - rank(b.address)))
      mask.element.hidden = masks.length === 0
      maskTools.hidden = show.text(MASK) !== 'drawn'
      path.element.hidden = paths.length === 0
      pad.element.hidden = pads.length === 0
      return params.filter((param) => ![...paths, ...pads, ...masks].includes(param))
    },
    frame() {
      mark(path, show.text(ADDRESS.style) === 'path')
      mark(pad, show.text(ADDRESS.style) === 'pad')
      mark(mask, !['', 'off'].includes(show.text(MASK)))
      if (path.open) editor?.frame()
      if (pad.open) view.frame()
    },
  }
}

/** Whether a row says anything of a mask of this kind. */
function matters(address: string, kind: string): boolean {
  if (address === MASK) return true
  if (kind === 'off' || address === 'style/mask/drawing') return false
  const moving = ['position', 'softness', 'speed', 'clock'].some((name) => address === `${MASK}/${name}`)
  return (kind === 'wipe' || address !== `${MASK}/angle`) && !(kind === 'drawn' && moving)
}

/** What it is and which style comes first, the rest as it was declared. */
function rank(address: string): number {
  return address === MASK ? 0 : address === `${MASK}/style` ? 1 : 2
}
