// hue: turns the colours round the wheel.
import { vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { fromHsv, toHsv } from '../shapes'

export default defineFunction({
  name: 'hue',
  kind: 'color',
  doc: 'Turns the colours round the wheel.',
  example: 'osc(10, 0.1, 1).hue(0.3)',
  args: { hue: { default: 0.4, min: 0, max: 1, help: 'How far; 1 is once round.' } },
  build: (c, { hue }) => {
    const hsv = toHsv(c.rgb)
    return vec4(fromHsv(vec3(hsv.x.add(hue), hsv.y, hsv.z)), c.a)
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Turns the colours round the wheel; 1 is once round. */
    hue(hue?: Arg): LiveChain
  }
}
