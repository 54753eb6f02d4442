// A pad whose four corners are styles: two numbers say how near each is. Whoever moves them has the pad lead the styles.
import { Scope } from '../../core/scope'
import type { Show } from '../../show/show'
import type { RoomStyle } from '../../models/manifest'
import type { StyleAutomation } from './automation'

const X = 'style/pad/x'
const Y = 'style/pad/y'
const NONE = 'none'

/** By address: from the left, from below. */
const CORNERS = [
  { address: 'style/pad/top-left', label: 'Top left', x: 0, y: 1 },
  { address: 'style/pad/top-right', label: 'Top right', x: 1, y: 1 },
  { address: 'style/pad/bottom-left', label: 'Bottom left', x: 0, y: 0 },
  { address: 'style/pad/bottom-right', label: 'Bottom right', x: 1, y: 0 },
] as const

export class StylePad implements StyleAutomation {
  readonly id = 'pad'
  readonly label = 'Pad'
  private readonly scope = new Scope()
  private cornerScope = new Scope()
  private readonly places = new Map<string, number>()

  constructor(private readonly show: Show) {
    const { scope } = this
    const half = { kind: 'number', min: 0, max: 1, default: 0.5 } as const
    scope.defer(show.define(X, { ...half, label: 'Across', help: '0: the corners on the left, 1: on the right.' }))
    scope.defer(show.define(Y, { ...half, label: 'Up', help: '0: the corners below, 1: above.' }))
    scope.defer(() => this.cornerScope.dispose())
    scope.defer(
      show.onEach(({ address, origin }) => {
        const moved = address === X || address === Y
        // What is taken back is no hand at the pad.
        if (moved && origin !== 'undo' && origin !== 'engine')
          show.send({ target: 'style/current', value: this.id, origin })
      }, 'style/pad/'),
    )
  }

  setStyles(styles: readonly RoomStyle[]): void {
    this.cornerScope.dispose()
    this.cornerScope = new Scope()
    this.places.clear()
    styles.forEach(({ id }, i) => this.places.set(id, i))
    const options = styles.map(({ id, title }) => ({ value: id, label: title }))
    CORNERS.forEach(({ address, label }, i) => {
      const none = { value: NONE, label: 'The picture itself' }
      const value = styles[i]?.id ?? NONE
      this.cornerScope.defer(
        this.show.define(address, { kind: 'choice', label, options: [none, ...options], default: value }),
      )
    })
  }

  advance(): void {
    // It moves only by hands and signals.
  }

  weigh(into: Float64Array): void {
    const { show, places } = this
    const [right, up] = [show.number(X), show.number(Y)]
    for (const { address, x, y } of CORNERS) {
      const place = places.get(show.text(address))
      if (place === undefined) continue
      into[place] = (into[place] ?? 0) + (x ? right : 1 - right) * (y ? up : 1 - up)
    }
  }

  dispose(): void {
    this.scope.dispose()
  }
}
