// Comes closer to a place of the picture, or steps back from it.
import { vec2 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'

const params = {
  amount: {
    kind: 'number',
    label: 'Amount',
    help: 'Two is twice as close.',
    min: 0.1,
    max: 10,
    default: 1.2,
    curve: 'log',
    unit: '×',
  },
  x: { kind: 'number', label: 'X', help: 'The place that stays, 0 left, 1 right.', min: 0, max: 1, default: 0.5 },
  y: { kind: 'number', label: 'Y', help: 'The place that stays, 0 top, 1 bottom.', min: 0, max: 1, default: 0.5 },
} as const

export default defineEffect({
  name: 'zoom',
  label: 'Zoom',
  help: 'Comes closer to a place of the picture.',
  params,
  build: (_, input, { amount, x, y }) => {
    const place = vec2(x, y)
    return (st) => input(st.sub(place).div(amount).add(place))
  },
})

declare module '../chain' {
  interface Chain {
    zoom(values?: ParamsOf<typeof params>): Chain
  }
}
