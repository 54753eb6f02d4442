// gradient: red grows to the right, green downward, blue comes and goes.
import { sin, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'gradient',
  kind: 'src',
  doc: 'Red grows to the right, green downward; blue comes and goes with the speed.',
  example: 'gradient(1)',
  args: { speed: { default: 0, min: 0, max: 10, help: 'How fast blue comes and goes, radians a second.' } },
  build: (st, { speed }, { time }) => vec4(st, sin(time.mul(speed)), 1),
})
