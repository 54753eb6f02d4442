// How sketches ask for styles: what somebody chose stays until the sketch asks again, and a wrong wish harms nobody.
import type { StyleInfo } from '../contracts/style'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import type { StyleAsk } from '../contracts/style-path'
import type { Seconds } from '../core/units'
import type { StyleTransfer } from '../models/paint-room'

export class SketchStyleRequests implements Disposable {
  private readonly scope = new Scope()

  /** @param chosen somebody chose a style already: the one that a sketch would begin with is then not taken */
  constructor(
    private readonly painter: StyleTransfer,
    show: Show,
    private readonly log: Log,
    private chosen: boolean,
  ) {
    this.scope.defer(
      show.onEach(({ origin }) => (this.chosen ||= origin !== 'sketch' && origin !== 'engine'), 'style/'),
    )
  }

  get styles(): readonly StyleInfo[] {
    return this.painter.styles
  }

  /** `opening`: it is only the style that the sketch would begin with. Never throws. */
  set(style: StyleAsk, { seconds, opening }: { seconds?: Seconds; opening?: boolean }): void {
    if (opening === true && this.chosen) return
    try {
      this.painter.setStyle(style, seconds === undefined ? {} : { seconds }, 'sketch')
    } catch (thrown) {
      this.log.warn('sketch', messageOf(thrown))
    }
  }

  dispose(): void {
    this.scope.dispose()
  }
}
