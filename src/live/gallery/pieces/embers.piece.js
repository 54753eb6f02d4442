// Embers
// A fire to sit by: two clouds that rise at different speeds; the bass is the wind in it.
// finished works

// Moved without scroll(), which would bring the same flames back in from below.
const rising = (scale, speed) =>
  fbm(scale, 0.25).modulate(
    solid(0, ({ time }) => speed * time),
    1,
  )

const heat = rising(2.2, 0.35)
  .scale(1, 0.7, 1.6)
  .mult(rising(4, 0.7).brightness(0.35))
  .mult(gradient().g().contrast(1.4).brightness(audio.bass.range(0.35, 0.7)))
  .contrast(1.5)

const sparks = noise(50, 0.3)
  .modulate(
    solid(0, ({ time }) => 0.25 * time),
    1,
  )
  .thresh(0.84, 0.04)
  .mult(gradient().g())

heat
  .color(2.2, 0, 0)
  .add(heat.mult(heat).color(0, 1.5, 0.2))
  .add(heat.mult(heat).mult(heat).color(0, 0.4, 1.4))
  .add(sparks.color(1, 0.6, 0.2), 0.7)
  .modulate(noise(3, 0.4), 0.03)
  .bloom(0.5, 0.5)
  .style('shipwreck', knob('soot', 0.4))
  .out()
