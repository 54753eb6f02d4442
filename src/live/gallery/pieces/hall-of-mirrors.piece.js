// Hall of mirrors
// A frame that looks at itself: each picture hangs, smaller and a little turned, in the one before; change the turn.
// feedback

o0.setLinear()

const frame = solid(1, 1, 1)
  .sub(shape(4, 0.86, 0.01))
  .luma(0.5)
  .mult(osc(3, 0.08, 1.6).rotate(0.7).saturate(1.3))

src(o0)
  .scale(0.93)
  .rotate(({ time }) => 0.06 * Math.sin(time * 0.23))
  .color(0.97, 0.97, 0.98)
  .layer(frame)
  .out()
