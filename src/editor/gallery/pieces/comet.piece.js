// Comet
// prev() is the last frame: two dots are drawn over it again and again; change their paths, or how fast the tails cool.
// feedback

o0.setLinear()

const dot = (pace) =>
  shape(60, 0.05, 0.1)
    .scale(1, () => height / width)
    .scroll(
      ({ time }) => 0.34 * Math.sin(time * pace),
      ({ time }) => 0.3 * Math.cos(time * pace * 1.4),
    )

prev()
  .scale(1.012)
  .rotate(0.004)
  .color(0.99, 0.96, 0.975)
  .add(dot(1.1).color(0.9, 0.6, 0.25), 0.8)
  .add(dot(-0.8).color(0.2, 0.45, 0.9), 0.8)
  .out()
