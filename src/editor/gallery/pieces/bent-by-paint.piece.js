// Bent by paint
// What is seen is a pattern; the painting under it only pushes the lines about, as a relief does with light.
// painters

camera().contrast(1.3).style('udnie').out(o1)

osc(130, 0.01, 0.5)
  .rotate(1.57)
  .modulate(src(o1), 0.08)
  .thresh(0.45, 0.2)
  .color(0.98, 0.93, 0.85)
  .mult(src(o1).saturate(1.5).brightness(0.25))
  .out(o0)

render(o0)
