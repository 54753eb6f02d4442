// Hall of mirrors
// A frame that looks at itself: each picture hangs, smaller and a little turned, in the one before; change the turn.
// feedback

o0.setLinear()

const outside = (size) =>
  solid(1, 1, 1)
    .sub(shape(4, size, 0.005))
    .luma()
const gold = osc(4, 0.1, 1.2).rotate(0.7).saturate(1.2).brightness(0.05)

src(o0)
  .scale(0.86)
  .rotate(({ time }) => 0.12 * Math.sin(time * 0.23))
  .layer(outside(0.86).mult(gold))
  .layer(outside(0.91).color(0.05, 0.03, 0.08))
  .out()
