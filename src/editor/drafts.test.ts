// What is kept, what makes room for it, and what a damaged or full store does.
import { describe, expect, it } from 'vitest'
import { Drafts } from './drafts'

class Store {
  readonly kept = new Map<string, string>()
  constructor(public room = Infinity) {}

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    const others = [...this.kept].reduce((sum, [k, v]) => (k === key ? sum : sum + v.length), 0)
    if (others + value.length > this.room) throw new DOMException('full', 'QuotaExceededError')
    this.kept.set(key, value)
  }

  removeItem(key: string): void {
    this.kept.delete(key)
  }
}

function open(storage: Store | null = new Store()): { drafts: Drafts; lost: () => number } {
  let lost = 0
  let second = 0
  const date = (): string => new Date(1000 * second++).toISOString()
  return { drafts: new Drafts({ storage, date, onLost: () => lost++ }), lost: () => lost }
}

describe('drafts', () => {
  it('are there again for the next visit, a stranger stays one', () => {
    const store = new Store()
    open(store).drafts.keep({ text: 'osc().out()', stranger: true })
    open(store).drafts.keepGood('noise().out()')
    const { drafts } = open(store)
    expect([drafts.draft, drafts.good]).toEqual([{ text: 'osc().out()', stranger: true }, 'noise().out()'])
  })

  it('keeps an emptied text as empty, and knows a first visit', () => {
    const { drafts } = open()
    expect(drafts.draft).toBeNull()
    drafts.keep({ text: '', stranger: false })
    expect(drafts.draft?.text).toBe('')
  })

  it('what another tab wrote meanwhile is a version before it is written over', () => {
    const store = new Store()
    const { drafts } = open(store)
    drafts.keep({ text: 'mine', stranger: false })
    store.setItem('draft', JSON.stringify({ text: 'theirs', stranger: false }))
    drafts.keep({ text: 'mine!', stranger: false })
    drafts.keep({ text: 'mine!!', stranger: false })
    expect(drafts.versions.map(({ text }) => text)).toEqual(['theirs'])
    expect(open(store).drafts.draft?.text).toBe('mine!!')
  })

  it('takes a damaged store for an empty one', () => {
    const store = new Store()
    const keys = ['draft', 'versions', 'good']
    for (const key of keys) store.setItem(key, '{"text":')
    const { drafts } = open(store)
    expect([drafts.draft, drafts.versions, drafts.good]).toEqual([null, [], null])
    store.setItem('versions', '[1,{"text":"a","at":"b","why":"c"}]')
    expect(drafts.versions.map(({ text }) => text)).toEqual(['a'])
  })
})

describe('versions', () => {
  it('come newest first, each text once, none empty', () => {
    const { drafts } = open()
    for (const text of ['a', 'b', 'b', ' ', 'a']) drafts.remember(text, 'played')
    expect(drafts.versions.map(({ text, why }) => `${text} ${why}`)).toEqual(['a played', 'b played'])
    expect(drafts.versions[0]?.at).toBe('1970-01-01T00:00:02.000Z')
  })

  it('let the oldest go when there are too many or too long ones', () => {
    const { drafts } = open()
    for (let i = 0; i < 320; i++) drafts.remember(`osc(${i})`, 'played')
    expect([drafts.versions.length, drafts.versions.at(-1)?.text]).toEqual([300, 'osc(20)'])
    drafts.remember('x'.repeat(1_499_995), 'played')
    expect(drafts.versions.map(({ text }) => text.length)).toEqual([1_499_995])
  })

  it('make room in a store that is nearly full, and for what is being written', () => {
    const { drafts, lost } = open(new Store(2000))
    for (let i = 0; i < 60; i++) drafts.remember(`osc(${i}).out()`, 'played')
    expect(drafts.versions[0]?.text).toBe('osc(59).out()')
    expect(drafts.versions.length).toBeGreaterThan(5)
    drafts.keep({ text: 'x'.repeat(1900), stranger: false })
    expect([drafts.draft?.text.length, drafts.versions.length, lost()]).toEqual([1900, 0, 0])
  })

  it('are told of once when nothing can be kept', () => {
    const { drafts, lost } = open(null)
    drafts.keep({ text: 'a', stranger: false })
    drafts.keep({ text: 'ab', stranger: false })
    expect(lost()).toBe(1)
    expect(drafts.draft).toBeNull()
  })
})

describe('typing', () => {
  it('is kept while it is small', () => {
    const { drafts } = open()
    drafts.keepTyping({ doc: 'a' })
    expect(drafts.typing).toEqual({ doc: 'a' })
    drafts.keepTyping({ doc: 'x'.repeat(600_000) })
    expect(drafts.typing).toBeNull()
  })
})
