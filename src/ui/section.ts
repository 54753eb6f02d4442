// A section of the panel: a head that folds, remembered, and rows that follow the Show's parameters without losing the focus.
import type { Show } from '../show/show'
import type { Param } from '../show/show-view'
import { element } from './element'
import type { PageMemory } from './page-memory'
import { createRow, type Row } from './row'

export interface Section {
  readonly element: HTMLDetailsElement
  /** Where pickers and meters go, above the rows. */
  readonly top: HTMLElement
  readonly open: boolean
  /** Makes the rows be those of `params`, in that order. */
  setParams(params: readonly Param[]): void
  /** Shows the value of one row. */
  update(address: string): void
  /** Shows what signals move. */
  updateDriven(): void
}

export interface SectionOptions {
  readonly title: string
  /** The name it is remembered by. */
  readonly id: string
  /** Before anybody folded it. @defaultValue true */
  readonly open?: boolean
}

export function createSection(show: Show, memory: PageMemory, { title, id, open = true }: SectionOptions): Section {
  const top = element('div', { class: 'top' })
  const list = element('div', { class: 'rows' })
  const root = element('details', { class: 'section', attributes: { 'data-section': id } }, [
    element('summary', { text: title }),
    element('div', { class: 'body' }, [top, list]),
  ])
  root.open = memory.open(id, open)
  root.addEventListener('toggle', () => memory.setOpen(id, root.open))

  const rows = new Map<string, { row: Row; param: Param }>()
  return {
    element: root,
    top,
    get open() {
      return root.open
    },
    setParams(params) {
      const wanted = new Set(params.map((p) => p.address))
      for (const [address, { row }] of rows) {
        if (wanted.has(address)) continue
        row.element.remove()
        rows.delete(address)
      }
      for (const [i, param] of params.entries()) {
        const row = rowFor(param)
        // Moving an element takes the focus from it, so only what is out of place moves.
        const place = list.children.item(i)
        if (row.element !== place) list.insertBefore(row.element, place)
        row.update()
      }
    },
    update: (address) => rows.get(address)?.row.update(),
    updateDriven() {
      for (const { row, param } of rows.values()) if (param.driven) row.update()
    },
  }

  function rowFor(param: Param): Row {
    const old = rows.get(param.address)
    if (old && old.param === param && old.row.spec === param.spec) return old.row
    const { address } = param
    const row = createRow({
      param,
      send: (value) => show.send({ target: address, value, origin: 'panel' }),
      reset: () => show.reset(address, 'panel'),
    })
    old?.row.element.replaceWith(row.element)
    rows.set(address, { row, param })
    return row
  }
}
