// Night train
// Hills, a moon and telegraph poles go by the window of a train; nothing is filmed, and the painter has seen it all.
// finished works

// The land under a line of three waves that travel together: the nearer, the faster.
const hills = (level, speed, rough) =>
  gradient()
    .g()
    .add(osc(4, speed), 0.12)
    .add(osc(9.4, speed), 0.06)
    .add(osc(23, speed), rough)
    .thresh(level, 0.006)
    .luma()

const moon = shape(90, 0.12, 0.02)
  .luma()
  .color(1, 0.95, 0.7)
  .scale(1, () => height / width)
  .scroll(-0.22, 0.25)
const poles = osc(7, 0.5).thresh(0.9985, 0.0008).mult(gradient().g().thresh(0.3, 0.005)).luma()

gradient()
  .g()
  .palette(0.52, 0.3, 0.86)
  .add(noise(60, 0).thresh(0.8, 0.1), 0.4)
  .layer(moon)
  .layer(hills(0.72, 0.02, 0.02).color(0.22, 0.2, 0.42))
  .layer(hills(0.86, 0.06, 0.03).color(0.13, 0.2, 0.26))
  .layer(hills(1, 0.14, 0.04).color(0.07, 0.12, 0.08))
  .layer(poles.color(0.02, 0.02, 0.03))
  .style({ 'starry-night': 0.7, 'wheat-field': 0.3 }, knob('brush', 0.9))
  .vignette(0.5)
  .out()
