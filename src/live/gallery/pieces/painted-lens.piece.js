// Painted lens
// A kaleidoscope that turns over a painting instead of beads; change the number of mirrors.
// painters

camera()
  .style('tree-of-life')
  .scale(1.5)
  .rotate(0, 0.06)
  .kaleid(9)
  .scale(1.2, () => height / width)
  .glow(0.35, 0.7)
  .out()
