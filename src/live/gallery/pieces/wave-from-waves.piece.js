// A wave from waves
// A sea of nothing but sines, given to the painter of the Great Wave; change the swell, or who paints.
// painters

// White below a line that rolls along.
const swell = (level, speed) =>
  gradient()
    .g()
    .add(osc(5, speed), 0.14)
    .add(osc(13, speed * 1.4), 0.05)
    .add(osc(31, speed * 2), 0.015)
    .thresh(level, 0.01)
    .luma()

solid(0.93, 0.88, 0.74)
  .layer(swell(0.62, 0.05).color(0.55, 0.68, 0.75))
  .layer(swell(0.8, 0.09).color(0.2, 0.4, 0.62))
  .layer(swell(0.82, 0.09).color(0.9, 0.93, 0.9))
  .layer(swell(0.85, 0.09).color(0.12, 0.25, 0.5))
  .layer(swell(1.02, 0.16).color(0.05, 0.12, 0.3))
  .style('great-wave')
  .out()
