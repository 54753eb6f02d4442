// Embers
// A fire to sit by: two clouds that rise at different speeds; the bass is the wind in it.
// finished works

// Moved by adding to the place: scroll() would bring the same flames in again from below.
const rising = (scale, speed) =>
  fbm(scale, 0.25).modulate(
    solid(0, ({ time }) => speed * time),
    1,
  )

// Hot where both clouds are bright, and hotter toward the ground.
const heat = rising(2.2, 0.35)
  .scale(1, 0.7, 1.6)
  .mult(rising(4, 0.7).brightness(0.2))
  .mult(gradient().g().brightness(audio.bass.range(0.1, 0.35)))
  .modulate(noise(3, 0.4), 0.03)

const sparks = noise(40, 0.3)
  .modulate(
    solid(0, ({ time }) => 0.25 * time),
    1,
  )
  .thresh(0.86, 0.04)
  .mult(gradient().g())

// Red comes first, then yellow, then white.
const hotter = heat.copy().mult(heat)
heat
  .copy()
  .color(2.3, 0.25, 0.08)
  .add(hotter.copy().color(1, 2.2, 0.2))
  .add(hotter.copy().mult(hotter).color(0, 1, 1.6))
  .add(sparks.color(1, 0.6, 0.2), 0.8)
  .style('shipwreck', knob('soot', 0.35))
  .bloom(0.35, 0.6)
  .vignette(0.4)
  .out()
