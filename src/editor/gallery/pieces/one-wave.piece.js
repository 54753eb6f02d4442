// One wave
// A single wave of light, tinted and tilted; make its stripes finer, let it hurry, give it other colours.
// first steps

osc(16, 0.06, 0.9) // how fine, how fast, how far red and blue run apart
  .color(1, 0.62, 0.4) // how much red, green and blue
  .rotate(0.5) // how far round, in radians
  .out()
