// The names that live code sees and makes: the dialect's, its own, and the page's behind them. Nothing it assigns reaches the page.

/** A name of the dialect: read, and perhaps set. */
export interface LiveName {
  get(): unknown
  /** Absent: code that assigns to the name makes one of its own, which hides this one. */
  set?(value: unknown): void
}

export class LiveScope {
  /** What code has made so far, by name. */
  readonly own: Record<string, unknown> = {}
  /** What stands for the page's own global object. */
  readonly self: object

  /** @param familiar names that are there for the asking, and in nobody's way: code may declare them as its own */
  constructor(
    private readonly names: ReadonlyMap<string, LiveName>,
    private readonly familiar: ReadonlyMap<string, LiveName> = new Map(),
  ) {
    this.self = this.pageProxy()
  }

  isKnown(name: string): boolean {
    return this.names.has(name) || PAGE.has(name)
  }

  /** Every name there is besides the page's. */
  list(): string[] {
    return [...new Set([...this.names.keys(), ...Object.keys(this.own)])]
  }

  /** For one evaluation: `assigned` are the names it makes. */
  proxy(assigned: ReadonlySet<string>): object {
    return new Proxy(Object.create(null), {
      // What is not ours is found in the page as usual, and so is the error where it is not.
      has: (_, key) => typeof key === 'string' && (this.has(key) || assigned.has(key)),
      get: (_, key) => {
        if (typeof key === 'symbol') return undefined
        if (this.has(key)) return this.get(key)
        if (key in globalThis) return pageValue(key)
        throw new ReferenceError(`${key} is not defined`)
      },
      set: (_, key, value) => this.set(key, value),
    })
  }

  private has(key: string): boolean {
    return Object.hasOwn(this.own, key) || this.isKnown(key) || this.familiar.has(key)
  }

  private get(key: string): unknown {
    if (Object.hasOwn(this.own, key)) return this.own[key]
    return PAGE.has(key) ? this.self : (this.names.get(key) ?? this.familiar.get(key))?.get()
  }

  private set(key: string | symbol, value: unknown): boolean {
    if (typeof key === 'symbol') return true
    const name = this.names.get(key)
    if (name?.set) name.set(value)
    else this.own[key] = value
    return true
  }

  /** `window.x = 1` makes x as `x = 1` does. */
  private pageProxy(): object {
    return new Proxy(Object.create(null), {
      has: (_, key) => (typeof key === 'string' && this.has(key)) || key in globalThis,
      get: (_, key) => (typeof key === 'string' && this.has(key) ? this.get(key) : pageValue(key)),
      set: (_, key, value) => this.set(key, value),
      deleteProperty: (_, key) => Reflect.deleteProperty(this.own, key),
      defineProperty: (_, key, { value, get }) => this.set(key, get ? get() : value),
    })
  }
}

/** Names of the page's global object. */
const PAGE: ReadonlySet<string> = new Set(['window', 'globalThis', 'self'])

/** The page's functions only work on the page's own object. */
function pageValue(key: string | symbol): unknown {
  const value: unknown = Reflect.get(globalThis, key)
  const isPlain = typeof value === 'function' && typeof key === 'string' && /^[a-z]/.test(key)
  return isPlain ? (...args: unknown[]): unknown => Reflect.apply(value, globalThis, args) : value
}
