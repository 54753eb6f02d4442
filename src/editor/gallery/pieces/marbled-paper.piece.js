// Marbled paper
// Plain stripes that flow as if floating on water; change how far the water carries them.
// first steps

osc(16, 0.015, 0.35)
  .palette(0.62, 1, 0.9) // the hue of black, how far round the wheel to white
  .rotate(0.9)
  .warp(1.6, 0.28, 0.06) // slow and wide
  .warp(5, 0.05, 0.1) // quick and small
  .out()
