// osc: stripes of light that wander; the plainest source.
import { bool, select, sin, vec3, vec4 } from 'three/tsl'
import type { BoolNode, FloatNode } from '../../stage/sampler'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'osc',
  kind: 'src',
  doc: 'Stripes of light that wander; offset pulls red, green and blue apart.',
  example: 'osc(20, 0.1, 0.8)',
  args: {
    frequency: { default: 60, min: 0, max: 200, help: 'Radians across the stage: 2π for each stripe.' },
    sync: { default: 0.1, min: -2, max: 2, help: 'How fast they wander, stage widths a second.' },
    offset: { default: 0, min: 0, max: Math.PI, help: 'How far red and blue run ahead and behind, radians.' },
  },
  build: (st, { frequency, sync, offset }, { time, known, once }) => {
    // Where it is written down that there is no frequency, or nothing apart, no infinity comes of it: one grey all over.
    const written = (arg: FloatNode): BoolNode => known(arg)?.fixed.and(arg.equal(0)) ?? bool(false)
    const apart = once('apart', [frequency, offset], () =>
      select(written(offset).or(written(frequency)), 0, offset.div(frequency)),
    )
    const places = vec3(st.x)
      .add(vec3(apart.negate(), 0, apart))
      .add(time.mul(sync))
    return vec4(sin(places.mul(frequency)).mul(0.5).add(0.5), 1)
  },
})
