// A wave from waves
// A sea of nothing but sines, given to the painter of the Great Wave; change the swell, or who paints.
// painters

// White below a line that rolls along.
const swell = (level, speed) =>
  gradient()
    .g()
    .add(osc(5, speed), 0.3)
    .add(osc(13, speed * 1.4), 0.1)
    .add(osc(31, speed * 2), 0.03)
    .thresh(level, 0.01)
    .luma()

const peak = shape(3, 0.15, 0.01).luma().rotate(Math.PI).scroll(-0.22, -0.07)

fbm(2.5, 0.05)
  .color(0.5, 0.45, 0.3)
  .add(solid(0.55, 0.52, 0.42))
  .layer(peak.color(0.25, 0.35, 0.5))
  .layer(swell(0.74, 0.05).color(0.5, 0.68, 0.75))
  .layer(swell(0.88, 0.09).color(0.95, 0.95, 0.9))
  .layer(swell(0.92, 0.09).color(0.12, 0.28, 0.55))
  .layer(swell(1.1, 0.16).color(0.95, 0.95, 0.9))
  .layer(swell(1.13, 0.16).color(0.05, 0.12, 0.3))
  .style('great-wave', 0.9)
  .out()
