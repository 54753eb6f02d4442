// Basket
// Two threads, one over the other, in squares that breathe; change how coarse the weave is.
// patterns

const thread = osc(90, 0.01, 0.3).color(0.95, 0.6, 0.35)
const across = osc(90, 0.01, 0.3)
  .color(0.3, 0.55, 0.6)
  .rotate(Math.PI / 2)

thread
  .mult(across.invert())
  .add(across, 0.5)
  .modulatePixelate(fbm(2, 0.12), 60, 10)
  .modulate(noise(1.5, 0.1), 0.04)
  .out()
