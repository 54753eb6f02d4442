// What the editor does beyond the text: back to what played, earlier versions, files, links.
import type { EditorView } from '@codemirror/view'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Drafts } from './drafts'
import type { Deeds } from './editor-bindings'
import { CodeFile } from './files'
import { toHash } from './link-codec'
import { replace } from './replace'
import type { Act } from './tour/event'
import type { OwnWindow } from './popout'
import type { VersionList } from './version-list'

export interface DeedsOptions {
  view(): EditorView
  readonly drafts: Drafts
  readonly list: VersionList
  readonly log: Log
  readonly own: OwnWindow
  /** Called when a text of the performer's own takes the place of a stranger's. */
  onOwn(): void
  /** Called when something was done. */
  did(act: Act): void
  /** Where the page for those who know the language is. */
  readonly page: string
}

export function editorDeeds({
  view,
  drafts,
  list,
  log,
  own,
  onOwn,
  did,
  page,
}: DeedsOptions): Deeds & { bring(text: string): void } {
  /** The window that the code is in: the one that the hand is at. */
  const here = (): Window => view().dom.ownerDocument.defaultView ?? window
  const file = new CodeFile(here)
  const text = (): string => view().state.doc.toString()
  const bring = (code: string): void => {
    if (code === text()) return
    drafts.remember(text(), 'replaced')
    onOwn()
    replace(view(), code)
  }
  const told = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      log.warn('code', messageOf(thrown))
    }
    view().focus()
  }
  return {
    bring,
    window: () => own.toggle(),
    // In a tab of its own: the show goes on.
    hydra: () => void here().open(page, '_blank', 'noopener'),
    lastGood() {
      const { good } = drafts
      if (good === null) return
      bring(good)
      did({ did: 'good' })
    },
    versions: () => list.toggle(drafts.versions),
    save: () =>
      void told(async () => {
        const name = await file.save(text())
        if (name === null) return
        log.info('code', `Saved as ${name}.`)
        did({ did: 'save' })
      }),
    open: () =>
      void told(async () => {
        const opened = await file.open()
        if (!opened) return
        bring(opened.text)
        log.info('code', `${opened.name} is here. The stage plays on as before until you play it.`)
      }),
    link: () =>
      void told(async () => {
        const address = location.origin + location.pathname + (await toHash(text()))
        try {
          await here().navigator.clipboard.writeText(address)
          log.info('code', 'The link is copied. It carries the code itself; nothing was sent anywhere.')
        } catch {
          // The address line is copied by hand where the clipboard is not given.
          window.history.replaceState(window.history.state, '', address)
          log.info(
            'code',
            'The link is in the address line: the browser does not give the clipboard. Copy it from there.',
          )
        }
        did({ did: 'link' })
      }),
  }
}
