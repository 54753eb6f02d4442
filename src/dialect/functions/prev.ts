// prev: the last frame of the output that the chain ends in.
import { fract } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'prev',
  kind: 'src',
  doc: 'The last frame of the output that the chain ends in.',
  example: 'prev().scale(1.01).blend(osc(10, 0.1, 1), 0.1)',
  args: {},
  build: (st, _, { previous }) => previous(fract(st)),
})
