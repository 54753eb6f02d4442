// Feedback with drift: every frame sees the one before it, a little turned, grown, moved, tinted and dimmed.
import { clamp, exp, log, max, mix, vec2, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { centred, hueTurned, placed, turned, TURN } from '../transform2d'

const params = {
  amount: { kind: 'number', label: 'Amount', help: 'How much of the trail is seen.', min: 0, max: 1, default: 0.85 },
  decay: {
    kind: 'number',
    label: 'Decay',
    help: 'How long a trail takes to fall to a third.',
    min: 0.02,
    max: 20,
    default: 0.8,
    unit: 's',
    curve: 'log',
  },
  zoom: {
    kind: 'number',
    label: 'Zoom',
    help: 'How much the trail grows in a second.',
    min: 0.1,
    max: 10,
    default: 1.35,
    unit: '×/s',
    curve: 'log',
  },
  rotate: {
    kind: 'number',
    label: 'Rotate',
    help: 'How far the trail turns in a second.',
    min: -TURN,
    max: TURN,
    default: 0.12,
    unit: 'rad/s',
  },
  shiftX: {
    kind: 'number',
    label: 'Shift X',
    help: 'How far the trail drifts to the right, in stage heights.',
    min: -2,
    max: 2,
    default: 0,
    unit: '/s',
  },
  shiftY: {
    kind: 'number',
    label: 'Shift Y',
    help: 'How far the trail drifts down, in stage heights.',
    min: -2,
    max: 2,
    default: 0,
    unit: '/s',
  },
  hue: {
    kind: 'number',
    label: 'Hue',
    help: 'How far the colours of the trail turn in a second.',
    min: -TURN,
    max: TURN,
    default: 0.25,
    unit: 'rad/s',
  },
  lighten: {
    kind: 'number',
    label: 'Lighten',
    help: '0: the trail mixes with the picture, 1: only what is brighter than the picture shows.',
    min: 0,
    max: 1,
    default: 0.5,
  },
} as const

/** Trails may glow above white, but not without end. */
const BRIGHTEST = 4

export default defineEffect({
  name: 'feedback',
  label: 'Feedback',
  help: 'Leaves a trail of earlier pictures that drifts, turns, grows and fades.',
  params,
  build: (context, input, { amount, decay, zoom, rotate, shiftX, shiftY, hue, lighten }) => {
    const { aspect, dt } = context
    return context.history('feedback', (before) => (st) => {
      const now = input(st)
      // Everything is a rate: the same trail at 30 and at 144 frames a second.
      const grown = exp(log(zoom).mul(dt))
      const p = centred(st, aspect).sub(vec2(shiftX, shiftY).mul(dt))
      const old = before(placed(turned(p, rotate.mul(dt).negate()).div(grown), aspect))
      const keep = exp(dt.div(decay).negate())
      const trail = hueTurned(old.rgb, hue.mul(dt))
      const mixed = mix(now.rgb, trail, keep.mul(amount))
      const lit = max(now.rgb, trail.mul(keep).mul(amount))
      return vec4(clamp(mix(mixed, lit, lighten), 0, BRIGHTEST), now.a)
    })
  },
})

declare module '../chain' {
  interface Chain {
    /** A trail of earlier pictures that drifts, turns, grows and fades; the same at any frame rate. */
    feedback(values?: ParamsOf<typeof params>): Chain
  }
}
