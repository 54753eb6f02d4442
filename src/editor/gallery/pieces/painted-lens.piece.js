// Painted lens
// A kaleidoscope that turns over a painting instead of beads; change the number of mirrors.
// painters

camera()
  .contrast(1.25)
  .style('composition-vii')
  .saturate(1.4)
  .scale(1.2)
  .rotate(0, 0.06)
  .kaleid(9)
  .scale(1.2, () => height / width)
  .glow(0.35, 0.7)
  .out()
