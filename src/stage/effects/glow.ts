// Glow: the whole picture sheds soft light, the dark parts as well; bloom is for what is bright.
import { max, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { softened } from '../blur-downsample'

const params = {
  amount: { kind: 'number', label: 'Amount', help: 'How much light is shed.', min: 0, max: 2, default: 0.7 },
  size: { kind: 'number', label: 'Size', help: '0: a narrow halo, 1: a wide one.', min: 0, max: 1, default: 0.6 },
} as const

export default defineEffect({
  name: 'glow',
  label: 'Glow',
  help: 'Lets the whole picture shed soft light around it.',
  params,
  build: (context, input, { amount, size }) => {
    const source = context.cheap(input)
    const near = softened(context, 'glow/near', source, 1 / 2)
    const far = softened(context, 'glow/far', near, 1 / 4)
    const widest = softened(context, 'glow/widest', far, 1 / 8)
    return (st) => {
      const c = source(st)
      const halo = near(st).rgb.mul(size.oneMinus()).add(widest(st).rgb.mul(size))
      // Screened, so that white stays white.
      return vec4(c.rgb.add(max(halo, 0).mul(amount).mul(c.rgb.clamp(0, 1).oneMinus())), c.a)
    }
  },
})

declare module '../chain' {
  interface Chain {
    /** Lets the whole picture shed soft light around it. */
    glow(values?: ParamsOf<typeof params>): Chain
  }
}
