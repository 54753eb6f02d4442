// The panel: the show's parameters in the order of the signal, from source to output, made from what the Show declares.
import type { AudioFeatures } from '../contracts/sound'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import type { Param } from '../show/show-view'
import type { Seconds } from '../core/units'
import { createCameraPicker } from './camera-picker'
import { element } from './element'
import { createMeters } from './meters'
import { createPanelHead, createPanelFoot } from './panel-header-footer'
import { ADDRESS, type UiHost } from './ui-host'
import type { PageMemory } from './page-memory'
import { createSection } from './section'
import { createSketchPicker } from './sketch-picker'
import { createStyleMovers } from './style-automation'
import { createStylePicker } from './style-picker'

/** Shown by a picker or a button of its own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ADDRESS.camera,
  ADDRESS.style,
  ADDRESS.sketch,
  ADDRESS.blackout,
  ADDRESS.freeze,
])
const EVERY: Seconds = 0.25

export interface Panel extends Disposable {
  readonly element: HTMLElement
  /** Once a display frame while it is seen. */
  frame(time: Seconds, dt: Seconds, audio: AudioFeatures): void
  /** Fetches the pickers' pictures; by the time the panel is opened there may be no network. */
  furnish(): void
  /** It goes out of sight: what costs something while seen is let go. */
  rest(): void
}

export interface PanelOptions {
  readonly show: Show
  readonly log: Log
  readonly hooks: UiHost
  readonly memory: PageMemory
  /** With which a mask is drawn. */
  readonly maskTools: HTMLElement
  openFile(): void
}

export function createPanel({ show, log, hooks, memory, maskTools, openFile }: PanelOptions): Panel {
  const scope = new Scope()
  const section = (title: string, id: string, open = true) => createSection(show, memory, { title, id, open })
  const source = section('Source', 'source')
  const sound = section('Sound', 'sound')
  const painter = section('Painter', 'painter')
  const mix = section('Mix', 'mix', false)
  const movers = createStyleMovers(show, hooks, section, maskTools)
  const sketch = section('Sketch', 'sketch')
  const code = section('Live code', 'code')
  const output = section('Output', 'output')
  const sections = [source, sound, painter, mix, ...movers.sections, sketch, code, output]

  const cameras = createCameraPicker(show, hooks)
  scope.add(cameras)
  const meters = createMeters()
  const styles = createStylePicker(show, hooks, log)
  const sketches = createSketchPicker(show, hooks)
  source.top.append(cameras.element)
  sound.top.append(meters.element)
  painter.top.append(styles.element)
  painter.element.lastElementChild?.append(mix.element, ...movers.sections.map((s) => s.element))
  sketch.element.lastElementChild?.append(code.element)
  sketch.top.append(sketches.element)

  const head = createPanelHead(show)
  const foot = createPanelFoot(show, openFile)
  const scroller = element('div', { class: 'scroller' }, [
    source.element,
    sound.element,
    painter.element,
    sketch.element,
    output.element,
    foot.element,
  ])
  const root = element('aside', { class: 'panel surface', attributes: { 'aria-label': 'Panel' } }, [
    head.element,
    scroller,
  ])

  const rows = (...prefixes: string[]): Param[] =>
    prefixes.flatMap((prefix) => show.params(prefix)).filter((p) => !ELSEWHERE.has(p.address))
  const layOut = (): void => {
    source.setParams(rows('source/'))
    sound.setParams(rows('audio/'))
    painter.setParams(movers.take(rows('style/', 'model/').filter((p) => !p.address.startsWith(ADDRESS.mix))))
    mix.setParams(rows(ADDRESS.mix))
    mix.element.hidden = show.params(ADDRESS.mix).length === 0
    const playing = show.text(ADDRESS.sketch)
    sketch.setParams(playing === '' ? [] : rows(`sketch/${playing}/`))
    // Its knobs come as it is played, whichever sketch was chosen before it.
    code.setParams(rows('sketch/live/', 'live/'))
    code.element.hidden = show.params('sketch/live/').length + show.params('live/').length === 0
    output.setParams(rows('stage/', 'output/'))
    cameras.rebuild()
  }
  layOut()
  head.update()
  foot.update()

  // Twelve parameters that come together are laid out once.
  let asked = false
  scope.defer(
    show.onLayout(() => {
      if (asked || scope.disposed) return
      asked = true
      queueMicrotask(() => {
        asked = false
        if (!scope.disposed) layOut()
      })
    }),
  )
  scope.defer(
    show.onEach(({ address }) => {
      for (const s of sections) s.update(address)
      if (address === ADDRESS.sketch || address === ADDRESS.mask) layOut()
      if (address.startsWith('stage/')) head.update()
      if (address === ADDRESS.pin) foot.update()
      if (address.startsWith('style/')) styles.refresh()
    }),
  )
  scope.listen(scroller, 'scrollend', () => memory.setScroll(scroller.scrollTop))
  scope.defer(() => root.remove())

  let next: Seconds = 0
  let placed = false
  return {
    element: root,
    frame(time, dt, audio) {
      if (!placed) {
        placed = true
        scroller.scrollTop = memory.scroll
      }
      if (sound.open) meters.frame(dt, audio)
      for (const s of sections) if (s.open) s.updateDriven()
      if (time >= next) {
        next = time + EVERY
        cameras.refresh(source.open)
        if (painter.open) styles.refresh()
        if (sketch.open) sketches.refresh()
      }
      if (painter.open) {
        styles.paint(time)
        movers.frame()
      }
    },
    furnish() {
      styles.refresh()
      sketches.refresh()
    },
    rest: () => cameras.refresh(false),
    dispose: () => scope.dispose(),
  }
}
