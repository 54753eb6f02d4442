// palette: brightness becomes colour along a smooth round of hues: a + b cos(turn (c t + d)), Inigo Quilez, "Procedural Color Palettes", 1999.
import { cos, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { luminance } from '../shapes'

export default defineFunction({
  name: 'palette',
  kind: 'color',
  doc: 'Turns brightness into colours that follow one another smoothly.',
  example: 'fbm(3).palette(0.1, 1, 0.33)',
  args: {
    start: { default: 0, min: 0, max: 1, help: 'The colour of black, once round at 1.' },
    turns: { default: 1, min: 0, max: 4, help: 'How often it goes round from black to white.' },
    apart: { default: 0.33, min: 0, max: 1, help: 'How far green and blue run ahead of red: 0 is grey.' },
  },
  build: (c, { start, turns, apart }) => {
    const t = luminance(c.rgb).mul(turns).add(start)
    const round = vec3(t, t.add(apart), t.add(apart.mul(2))).mul(2 * Math.PI)
    return vec4(cos(round).mul(0.5).add(0.5), c.a)
  },
})

declare module '../live-chain' {
  interface LiveChain {
    /** Turns brightness into colours that follow one another smoothly. */
    palette(start?: Arg, turns?: Arg, apart?: Arg): LiveChain
  }
}
