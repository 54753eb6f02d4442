// Smoke
// A slow clock hand leaves smoke behind that the wind takes apart; change the wind.
// feedback

o0.setLinear()

const hand = shape(2, 0.006, 0.02)
  .rotate(0, 0.6)
  .mult(shape(60, 0.42, 0.3))
  .color(0.5, 0.62, 0.9)
  .scale(1, () => height / width)

prev()
  .modulate(noise(3, 0.2).add(noise(9, 0.3), 0.4), 0.006)
  .scrollY(0.002)
  .color(0.984, 0.975, 0.968)
  .add(hand, 0.3)
  .out()
