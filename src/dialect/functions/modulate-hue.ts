// modulateHue: the colours of another chain move this one by pixels.
import { vec2 } from 'three/tsl'
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'modulateHue',
  kind: 'combineCoord',
  doc: 'Moves this one by some pixels, each colour of the other one in another direction.',
  example: 'src(o0).modulateHue(src(o0).scale(1.01), 2).layer(osc(10, 0.1, 1).luma())',
  args: { amount: { default: 1, min: -50, max: 50, help: 'How far, pixels.' } },
  build: (st, d, { amount }, { resolution }) => st.add(vec2(d.g.sub(d.r), d.b.sub(d.g)).mul(amount).div(resolution)),
})

declare module '../live-chain' {
  interface LiveChain {
    /** Moves this one by some pixels, each colour of the other one in another direction. */
    modulateHue(chain: ChainArg, amount?: Arg): LiveChain
  }
}
