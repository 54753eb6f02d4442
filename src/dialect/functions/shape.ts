// shape: a regular polygon in the middle of the stage.
import { cos, floor, length, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import { HALF_TURN, sliceOf, smooth } from '../shapes'

export default defineFunction({
  name: 'shape',
  kind: 'src',
  doc: 'A polygon in the middle; with many sides a disc.',
  example: 'shape(5, 0.4, 0.02)',
  args: {
    sides: { default: 3, min: 2, max: 100, help: 'How many sides.' },
    radius: { default: 0.3, min: 0, max: 1, help: 'From the middle to a side; 1 touches the edges of the stage.' },
    smoothing: { default: 0.01, min: 0, max: 1, help: 'How soft its edge is.' },
  },
  build: (st, { sides, radius, smoothing }, { once }) => {
    const q = st.mul(2).sub(1)
    const a = q.x.atan(q.y).add(HALF_TURN)
    const w = once('side', [sides], () => sliceOf(sides))
    const e = cos(floor(a.div(w).add(0.5)).mul(w).sub(a)).mul(length(q))
    const grey = smooth(radius, radius.add(smoothing).add(1e-7), e).oneMinus()
    return vec4(vec3(grey), 1)
  },
})
