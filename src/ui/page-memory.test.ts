// What is remembered, and what happens when nothing can be.
import { describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import { PageMemory } from './page-memory'

function store(initial: string | null = null) {
  let kept = initial
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) }
}

describe('the page remembers', () => {
  it('layers, folds and scroll, from one evening to the next', () => {
    const log = new Log(() => 0)
    const shelf = store()
    const first = new PageMemory(shelf, log)
    first.setLayer('page/hud', true)
    first.setOpen('sound', false)
    first.setScroll(120)
    const second = new PageMemory(shelf, log)
    expect([second.layer('page/hud'), second.open('sound', true), second.scroll]).toEqual([true, false, 120])
    expect(second.open('source', true)).toBe(true)
  })

  it('nothing of what it cannot read', () => {
    const log = new Log(() => 0)
    for (const found of ['', 'null', '[1', '{"layers":3,"open":{"a":"b"},"scroll":"far"}']) {
      const memory = new PageMemory(store(found), log)
      expect([memory.layer('page/hud'), memory.open('a', true), memory.scroll]).toEqual([undefined, true, 0])
    }
  })

  it('says so where the browser keeps nothing', () => {
    const log = new Log(() => 0)
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('quota')
      },
    }
    new PageMemory(full, log).setLayer('page/hud', true)
    expect(log.notices.map((n) => n.text)).toEqual([
      'The browser keeps nothing for this page, so the panel opens as new next time. The picture is not touched by it.',
    ])
  })
})
