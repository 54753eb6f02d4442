// Drum skin
// The bass stretches a skin, every onset sends a ring across it; play something with a drum in it.
// sound

const edge = audio.onset.range(1.1, 0.6)
const ring = shape(90, edge, 0.02).diff(shape(90, edge.plus(-0.03), 0.02))

osc(26, -0.05, 0.7)
  .kaleid(90)
  .color(0.95, 0.45, 0.28)
  .mult(shape(90, audio.bass.range(0.5, 0.95), 0.3))
  .add(ring.color(1, 0.8, 0.55), audio.onset.times(0.7))
  .scale(1.1, () => height / width)
  .feedback({ amount: 0.92, decay: 0.7, zoom: 2, rotate: 0, hue: 0.5, lighten: 0.9 })
  .out()
