// three.js tells of a shader that failed only by its console. This listens, so that a sketch can be refused with the reason.
import { setConsoleFunction } from 'three/webgpu'

type Listener = (message: string) => void

const listeners = new Set<Listener>()
const said = new Set<string>()
const REMEMBERED = 200

function hear(type: 'log' | 'warn' | 'error', message: string, ...rest: unknown[]): void {
  if (type === 'error') for (const listener of listeners) listener(message)
  // One wrong call repeats itself every frame: it is printed once.
  const key = `${type} ${message}`
  if (said.has(key)) return
  if (said.size >= REMEMBERED) said.clear()
  said.add(key)
  console[type](`[impasto] ${message}`, ...rest)
}

/** Calls `listener` with every error three.js reports; returns the unsubscribe. */
export function listenToThree(listener: Listener): () => void {
  setConsoleFunction(hear)
  listeners.add(listener)
  return () => listeners.delete(listener)
}
