// Drum skin
// The bass stretches a skin, every onset sends a ring across it; play something with a drum in it.
// sound

const round = () => height / width
const ring = shape(90, audio.onset.range(0.95, 0.5), 0.02).diff(shape(90, audio.onset.range(0.92, 0.47), 0.02))

osc(26, -0.05, 0.7)
  .kaleid(90)
  .color(0.85, 0.4, 0.25)
  .mult(shape(90, audio.bass.range(0.42, 0.72), 0.25))
  .add(ring.color(1, 0.8, 0.55), audio.onset.times(0.7))
  .scale(1, round)
  .feedback({ amount: 0.9, decay: 0.5, zoom: 1.6, rotate: 0, hue: 0.3, lighten: 0.9 })
  .out()
