// Neon rain
// A street at night: lit windows, their light in the wet road, and rain; the bass turns the signs up.
// finished works

// Some windows are lit, each in a colour of its own, and now and then one changes.
const lit = noise(7, 0.05).pixelate(18, 7).thresh(0.25, 0.02)
const sign = osc(5, 0.02, 2.1).pixelate(18, 7).saturate(1.8)
const pane = shape(4, 0.62, 0.05).repeat(18, 7)

sign
  .mult(lit)
  .mult(pane)
  .color(audio.bass.range(0.8, 1.3), audio.bass.range(0.6, 0.9), audio.bass.range(0.9, 1.4))
  .add(fbm(3, 0.05).color(0.03, 0.03, 0.08))
  .bloom(0.8, 0.35)
  .out(o1)

// Long thin noise that falls.
const rain = noise(60, 0)
  .modulate(
    solid(0, ({ time }) => -0.1 * time),
    1,
  )
  .scale(1, 0.6, 14)
  .thresh(0.72, 0.15)

// Above the kerb the street, below it the same upside down, broken by the water.
const road = gradient().g().thresh(0.62, 0.01)
const wet = src(o1)
  .scale(1, 1, -0.75, 0.5, 0.62)
  .modulate(noise(9, 0.5).scale(1, 2.5, 0.4), 0.03)
  .color(0.6, 0.65, 0.8)

src(o1)
  .mask(road.copy().invert())
  .add(wet.mask(road))
  .add(rain.color(0.35, 0.45, 0.6), 0.35)
  .style('starry-night', knob('wet paint', 0.35))
  .feedback({ amount: 0.6, decay: 0.25, zoom: 1, rotate: 0, shiftY: 0.15, hue: 0, lighten: 1 })
  .out(o0)

render(o0)
