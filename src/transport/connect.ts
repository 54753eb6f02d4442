// The beat clock in the show: its parameters and actions, kept in step both ways.
import { Scope, type Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import type { ParamSpec } from '../show/param'
import type { Show } from '../show/show'
import type { Transport } from './transport'
import { TRANSPORT_ACTIONS, TRANSPORT_PARAMS } from './transport-params'

/** How often the tempo of a source that leads is written back, for whoever looks. */
const EVERY: Seconds = 0.25

export interface ConnectedTransport extends Disposable {
  /** Once a frame, when this frame's sound has been heard and before anything waits for a beat. */
  advance(time: Seconds): void
}

/** @param now engine time */
export function connectTransport(show: Show, transport: Transport, now: () => Seconds): ConnectedTransport {
  const scope = new Scope()
  for (const [address, spec] of Object.entries<ParamSpec>(TRANSPORT_PARAMS)) scope.defer(show.define(address, spec))
  for (const [address, { run, label, help, args = {} }] of Object.entries(TRANSPORT_ACTIONS)) {
    scope.defer(
      show.action(address, { label, help, args }, (given) => {
        const numbers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, Number(value)]))
        run(transport, now(), numbers)
        if (transport.source === 'internal') tell()
      }),
    )
  }
  const me = {}
  const set = (target: string, value: number | string | boolean): void =>
    void show.send({ target, value, origin: 'engine', sender: me })
  const tell = (): void => set('tempo/bpm', Math.round(transport.bpm * 10) / 10)
  const take = (): void => {
    transport.mode = show.text('tempo/source')
    transport.fixedBpm = show.number('tempo/bpm')
    transport.playing = show.toggle('tempo/playing')
  }
  scope.defer(
    show.onChange(({ changes }) => {
      for (const { address, sender } of changes) {
        if (sender === me) continue
        if (address === 'tempo/bpm') transport.fixedBpm = show.number(address)
        if (address === 'tempo/source') transport.mode = show.text(address)
        if (address === 'tempo/playing') transport.playing = show.toggle(address)
        // A hand at the tempo means it, whoever led until then.
        if (address === 'tempo/bpm' && !['internal', ''].includes(transport.source) && sender === undefined) {
          show.send({ target: 'tempo/source', value: 'internal', origin: 'engine' })
        }
      }
    }, 'tempo/'),
  )
  show.beats = transport
  take()
  let next: Seconds = 0
  return {
    advance(time) {
      transport.advance(time)
      if (time < next) return
      next = time + EVERY
      if (transport.playing !== show.toggle('tempo/playing')) set('tempo/playing', transport.playing)
      if (['internal', ''].includes(transport.source)) return
      tell()
      // When nobody leads any more, the tempo stays.
      transport.fixedBpm = transport.bpm
    },
    dispose: () => scope.dispose(),
  }
}
