// Two hands
// Two painters on one canvas, with a seam between them that wanders; change who works on which side.
// painters

camera().style('the-scream').out(o1)
camera().style('great-wave').out(o2)

// White on the left of a wavering line, black on the right.
const left = gradient()
  .r(-1, 1)
  .modulate(osc(5, 0.1).rotate(1.57), 0.08)
  .thresh(({ time }) => 0.5 + 0.15 * Math.sin(time * 0.3), 0.02)

src(o1).mask(left).add(src(o2).mask(left.copy().invert())).out(o0)

render(o0)
