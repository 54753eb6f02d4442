// Turns key presses into the commands of the table. Typing stays typing; a key that isn't in the table does nothing.
import type { KeyBinding } from '../../contracts/key-binding'
import { chordOf, keyAddress } from '../../contracts/key-chord'
import { Scope, type Disposable } from '../../core/scope'
import type { Show } from '../../show/show'
import type { Seconds } from '../../core/units'
import { KEYS } from './keys'

/** Longer than this, a press of the help key is a look at the badges and not a toggle of the sheet; shorter ones flash nothing. */
export const HOLD: Seconds = 0.4

/** Help, save and open of the browser: while nobody types they do nothing. */
const SWALLOWED: ReadonlySet<string> = new Set(['F1', 'Mod-s', 'Mod-o'])

export interface KeyListenerOptions {
  /** Called with true when the help key is held, and with false when it is let go. */
  onHold(held: boolean): void
}

/** Listens on `target` (a window) until disposed. */
export function listenToKeys(target: Window, show: Show, { onHold }: KeyListenerOptions): Disposable {
  const scope = new Scope()
  const press = ({ sends, digits = false }: KeyBinding, code: string): void => {
    const args = digits ? { ...sends.args, index: Number(code.at(-1)) } : sends.args
    show.send({ ...sends, ...(args && { args }), origin: 'keyboard' })
  }
  let helpCode: string | null = null
  let holding: number | null = null

  const release = (): void => {
    if (helpCode === null) return
    helpCode = null
    if (holding === null) onHold(false)
    else clearTimeout(holding)
    holding = null
  }

  // Before whoever has the keyboard: nothing that is open or written in may keep these away.
  scope.listen(target, 'keydown', (event) => everywhere(event, show, press), { capture: true })
  // A window of the page's own hands its keys over.
  scope.listen(target, 'impasto:key', (event) => event instanceof CustomEvent && everywhere(event.detail, show, press))
  scope.listen(target, 'keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || event.isComposing) return
    if (isTyping(event.target)) {
      if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
      return
    }
    if (event.key === ' ' && !usesSpace(event.target)) event.preventDefault()
    // The browser's own sheets would open over the projector.
    if (SWALLOWED.has(chordOf(event) ?? '')) event.preventDefault()
    const binding = match(event, show)
    // An open list takes Escape for itself.
    if (!binding || (binding.id === 'close' && event.target instanceof HTMLSelectElement)) return
    event.preventDefault()
    if (event.repeat) return
    if (binding.id !== 'help') return press(binding, event.code)
    helpCode = event.code
    holding = window.setTimeout(() => {
      holding = null
      onHold(true)
    }, HOLD * 1000)
  })

  scope.listen(target, 'keyup', (event) => {
    if (!(event instanceof KeyboardEvent) || event.code !== helpCode) return
    const short = holding !== null
    release()
    const help = short && KEYS.find((k) => k.id === 'help')
    if (help) press(help, event.code)
  })
  // A key let go in another window never tells this one.
  scope.listen(target, 'blur', release)
  scope.defer(release)
  return scope
}

/** Blackout and freeze by their chords, which are never text. */
function everywhere(event: unknown, show: Show, press: (binding: KeyBinding, code: string) => void): void {
  // An event of another window is of another class.
  const key = event as KeyboardEvent
  if (typeof key.code !== 'string' || !(key.ctrlKey || key.metaKey) || key.altKey) return
  const binding = match(key, show)
  if (binding?.everywhere !== true) return
  key.preventDefault()
  key.stopPropagation()
  if (!key.repeat) press(binding, key.code)
}

/** The binding an event stands for. The character decides first, so that letters follow the layout; then the place. */
function match(event: KeyboardEvent, show: Show): KeyBinding | undefined {
  const chord = chordOf(event)
  const given = (k: KeyBinding): string => show.text(keyAddress(k.id))
  const moved = chord === null ? undefined : KEYS.find((k) => given(k) === chord)
  if (moved) return moved
  const built = builtMatch(event)
  // What was given another key has left this one.
  return built && given(built) === '' ? built : undefined
}

function builtMatch(event: KeyboardEvent): KeyBinding | undefined {
  const altGr = event.getModifierState('AltGraph')
  const command = (event.ctrlKey || event.metaKey) && !altGr
  if (event.altKey && !altGr) return undefined
  const fits = (k: KeyBinding): boolean =>
    (k.mod ?? false) === command && (altGr || k.shift === 'any' || (k.shift ?? false) === event.shiftKey)
  const typed = event.key.toLowerCase()
  const byCharacter = KEYS.find((k) => k.key === typed && fits(k))
  if (byCharacter) return byCharacter
  // Digits go by place, because with shift they type signs; a plain letter that is elsewhere on this layout is itself.
  if (/^[a-z]$/.test(typed) || altGr) return undefined
  // The number pad without NumLock moves; it doesn't pick.
  if (event.code.startsWith('Numpad') && !/^[0-9]$/.test(typed)) return undefined
  return KEYS.find((k) => k.codes?.includes(event.code) && fits(k))
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLTextAreaElement || target.isContentEditable) return true
  return target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button', 'file'].includes(target.type)
}

function usesSpace(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.matches('button, summary, select, input[type=checkbox], input[type=radio], a[href]')
}
