// The sections of what moves the styles besides a choice: the path and the pad.
import type { Param, Show } from '../core/show'
import { ADDRESS, type PageHooks } from './page-hooks'
import { createPathEditor } from './path-editor'
import type { Section } from './section'
import { createStylePad } from './style-pad'

const PATH = 'style/path'
const PAD = 'style/pad-'

export interface StyleMovers {
  readonly sections: readonly Section[]
  /** Gives its rows their places; the rest of `params` is somebody else's. */
  take(params: readonly Param[]): Param[]
  /** Once a display frame while the panel is seen. */
  frame(): void
}

export function createStyleMovers(
  show: Show,
  hooks: PageHooks,
  section: (title: string, id: string, open: boolean) => Section,
): StyleMovers {
  const path = section('Path', 'path', false)
  const pad = section('Pad', 'pad', false)
  const editor = hooks.path ? createPathEditor(show, hooks, hooks.path) : null
  const view = createStylePad(show, hooks)
  if (editor) path.top.append(editor.element)
  pad.top.append(view.element)
  const mark = (of: Section, name: string): void => {
    of.element.classList.toggle('leads', show.text(ADDRESS.style) === name)
  }
  return {
    sections: [path, pad],
    take(params) {
      const ours = (prefix: string): Param[] => params.filter(({ address }) => address.startsWith(prefix))
      const [paths, pads] = [ours(PATH), ours(PAD)]
      // Its text is for those who write it; the buttons hold it.
      const rows = paths.filter(({ address }) => address !== PATH && address !== 'style/path-paused')
      path.setParams([...rows, ...paths.filter(({ address }) => address === PATH)])
      pad.setParams(pads)
      path.element.hidden = paths.length === 0
      pad.element.hidden = pads.length === 0
      return params.filter((param) => !paths.includes(param) && !pads.includes(param))
    },
    frame() {
      mark(path, 'path')
      mark(pad, 'pad')
      if (path.open) editor?.frame()
      if (pad.open) view.frame()
    },
  }
}
