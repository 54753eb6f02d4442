// Wet paint
// The painter paints over its own painting, and never finishes; change how much of the camera comes through.
// painters

o0.setLinear()

src(o0)
  .scale(1.015)
  .rotate(0.006)
  .modulate(noise(2.5, 0.15), 0.006)
  .blend(camera(), 0.18)
  .style('starry-night', 0.85)
  .out()
