// Typed events. The unsubscribe is the return value; a listener that throws does not starve the others.

export class Emitter<Events extends object> {
  private readonly listeners = new Map<keyof Events, Set<(payload: never) => void>>()

  on<K extends keyof Events>(type: K, listener: (payload: Events[K]) => void): () => void {
    const set = this.listeners.get(type) ?? new Set()
    this.listeners.set(type, set)
    set.add(listener)
    return () => set.delete(listener)
  }

  emit<K extends keyof Events>(type: K, payload: Events[K]): void {
    const set = this.listeners.get(type)
    if (!set) return
    for (const listener of set) {
      try {
        const call = listener as (payload: Events[K]) => void
        call(payload)
      } catch (thrown) {
        console.error(`[impasto] a listener of '${String(type)}' threw`, thrown)
      }
    }
  }

  clear(): void {
    this.listeners.clear()
  }
}
