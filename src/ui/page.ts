// The page over the stage: HUD, panel, notices, log, keys. It reads the Show and sends it commands; it never touches the picture.
import type { BandReading } from '../contracts/sound'
import type { Progress } from '../contracts/stats'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import type { Seconds } from '../core/units'
import { createBandMeter } from './band-meter'
import { createBankGallery } from './bank-gallery'
import { button, element } from './element'
import { createDisplayLoop, createThrift } from './display-loop'
import { createHand } from './user-activity'
import { createHelpSheet } from './help-sheet'
import { createHud } from './hud'
import { listenToKeys } from '../control/keyboard/key-listener'
import { createLogLayer } from './log-layer'
import { createMaskSheet } from './mask-paint'
import { createNotices } from './notices'
import { ADDRESS, type UiHost } from './ui-host'
import { PageMemory } from './page-memory'
import { definePageActions } from './page-actions'
import { definePageParams } from './page-params'
import { createPanel } from './panel'
import { createProgressBar } from './progress-bar'
import { keepAwake } from './wake-lock'
import { whatHappened } from './what-happened'
import './style.css'

/** How long the line of what a key did stays. */
const SAID_SECONDS: Seconds = 1.5
/** What a key does without a change in the show. */
const QUIET_ACTS: readonly string[] = ['stage/still', 'path/next', 'path/previous']

export interface PageOptions {
  /** An empty element over the stage. */
  readonly mount: HTMLElement
  readonly show: Show
  readonly log: Log
  readonly hooks: UiHost
}

export interface Page extends Disposable {
  /** A line at the bottom left for a while: what is playing. @param seconds how long. @defaultValue 3 */
  say(text: string, seconds?: Seconds): void
  /** The bar of something long under way; null when it is done. */
  progress(progress: Progress | null): void
  /** A small meter of these bands, at the bottom right; null: none. */
  bands(reading: BandReading | null): void
  /** Shows where a file that hovers over the page would go. */
  dropHint(visible: boolean): void
}

/** Puts the interface over the stage. It lives until disposed and leaves nothing behind. */
export function createPage({ mount, show, log, hooks }: PageOptions): Page {
  const scope = new Scope()
  const memory = new PageMemory(hooks.storage ?? null, log)
  scope.add(definePageParams(show, memory, hooks.moreKeys))
  const calm = matchMedia('(prefers-reduced-motion: reduce)')

  const file = element('input', { attributes: { type: 'file', accept: 'video/*,image/*,audio/*', tabindex: '-1' } })
  file.hidden = true
  file.addEventListener('change', () => {
    const chosen = file.files?.[0]
    if (chosen) hooks.openFile(chosen)
    file.value = ''
  })
  const openFile = (): void => file.click()
  const set = (target: string, value: boolean): void => void show.send({ target, value, origin: 'panel' })

  const hud = createHud(show, hooks, () => calm.matches)
  const sheet = scope.add(createMaskSheet(show, () => hooks.pictureAspect?.() ?? null))
  const panel = scope.add(createPanel({ show, log, hooks, memory, maskTools: sheet.tools, openFile }))
  const notices = scope.add(createNotices(log))
  const logLayer = scope.add(createLogLayer(log, () => set(ADDRESS.log, false)))
  const help = scope.add(createHelpSheet(show, () => set(ADDRESS.help, false), hooks.moreKeys))
  const bank = createBankGallery(show, hooks, log, () => set(ADDRESS.bank, false))
  const bar = createProgressBar()
  const meter = createBandMeter()
  const drop = element('div', { class: 'drop', attributes: { 'aria-hidden': 'true' } }, [
    element('span', { class: 'surface', text: 'Let go to play it: a film, a picture or a sound' }),
  ])
  const door = button('Open the panel', 'Panel', () => set(ADDRESS.panel, true))
  door.className = 'door surface'
  const corner = element('div', { class: 'corner' }, [bar.element, notices.element])
  const frozen = element('span', { class: 'frozen', attributes: { 'aria-hidden': 'true' } })
  const root = element('div', { class: 'ui' }, [
    frozen,
    sheet.element,
    corner,
    panel.element,
    hud.element,
    meter.element,
    door,
    bank.element,
    logLayer.element,
    help.element,
    drop,
    file,
  ])
  mount.append(root)
  scope.defer(() => root.remove())

  let over = false
  let held = false
  scope.listen(root, 'pointerover', (event) => {
    over = event instanceof PointerEvent && event.pointerType === 'mouse' && event.target !== root
  })
  scope.listen(root, 'pointerout', () => (over = false))
  const page = mount.ownerDocument.documentElement
  scope.defer(() => page.removeAttribute('data-pointer'))
  const hand = scope.add(
    createHand(window, {
      onPointer: (here) => {
        page.dataset['pointer'] = here ? 'here' : 'gone'
        root.toggleAttribute('data-hand', here)
      },
      onAwake: () => arrange(),
      over: () => over,
      keeps: () => over || show.toggle(ADDRESS.pin) || panel.element.querySelector(':focus-visible') !== null,
    }),
  )

  const layer = (part: HTMLElement, seen: boolean): void => {
    part.classList.toggle('seen', seen)
    part.inert = !seen
  }
  /** Shows and hides the layers as the page's parameters, the hand and the help key say. */
  const arrange = (): void => {
    const open = show.toggle(ADDRESS.panel)
    const panelSeen = held || (open && (hand.awake || show.toggle(ADDRESS.pin)))
    layer(panel.element, panelSeen)
    layer(hud.element, held || show.toggle(ADDRESS.hud))
    layer(logLayer.element, show.toggle(ADDRESS.log))
    layer(help.element, show.toggle(ADDRESS.help))
    layer(bank.element, show.toggle(ADDRESS.bank))
    bank.seen(show.toggle(ADDRESS.bank))
    root.toggleAttribute('data-panel', panelSeen)
    root.toggleAttribute('data-open', open)
    root.toggleAttribute('data-keys-held', held)
    if (!panelSeen) panel.rest()
    display.run()
  }

  scope.add(
    definePageActions(show, {
      browse: openFile,
      turnPanel: () => {
        const open = show.toggle(ADDRESS.panel)
        const faded = open && !hand.awake && !show.toggle(ADDRESS.pin)
        hand.wake()
        return faded ? open : !open
      },
    }),
  )
  scope.add(
    listenToKeys(window, show, {
      onHold: (now) => {
        held = now
        arrange()
      },
    }),
  )
  scope.defer(
    show.onChange((message) => {
      const told =
        ['keyboard', 'undo'].includes(message.origin) && message.moving !== true ? whatHappened(show, message) : null
      if (told !== null) notices.say(message.origin === 'undo' ? `Back: ${told}` : told, SAID_SECONDS)
    }),
  )
  scope.defer(
    show.onCommand(({ target = '', origin }) => {
      // What changes nothing in the show is told by its name.
      if (origin === 'keyboard' && QUIET_ACTS.includes(target)) {
        notices.say(show.actions(target)[0]?.spec.label ?? target, SAID_SECONDS)
      }
    }),
  )
  // On a shared screen black is black: the picture's words go with it, and come back with it.
  const dim = (): void => {
    page.toggleAttribute('data-blackout', show.toggle(ADDRESS.blackout))
    page.toggleAttribute('data-freeze', show.toggle(ADDRESS.freeze))
  }
  scope.defer(show.onEach(dim, 'stage/'))
  dim()
  scope.defer(() => ['data-blackout', 'data-freeze'].forEach((name) => page.removeAttribute(name)))
  scope.defer(
    show.onEach(({ address, value, origin }) => {
      if (address === ADDRESS.panel && value === true && origin !== 'url') hand.wake()
      arrange()
    }, 'page/'),
  )

  scope.add(keepAwake(log))
  const thrift = createThrift(() => hooks.stats().stageFps)
  const display = scope.add(
    createDisplayLoop({
      wanted: () => isSeen(panel.element) || isSeen(hud.element) || meter.reads,
      frame: (time, dt) => {
        const audio = hooks.audio()
        meter.frame()
        if (isSeen(hud.element)) hud.frame(time, audio)
        if (!isSeen(panel.element)) return
        panel.frame(time, dt, audio)
        if (thrift.poor(time, dt)) root.classList.add('plain')
      },
    }),
  )
  if (show.toggle(ADDRESS.panel)) hand.wake()
  arrange()

  return {
    say: (text, seconds = 3) => notices.say(text, seconds),
    progress(progress) {
      bar.set(progress)
      // What the first picture needs has come.
      if (progress === null) panel.furnish()
    },
    bands(reading) {
      meter.read(reading)
      display.run()
    },
    dropHint: (visible) => drop.classList.toggle('seen', visible),
    dispose: () => scope.dispose(),
  }
}

function isSeen(part: HTMLElement): boolean {
  return part.classList.contains('seen')
}
