// Ribbed glass
// Whatever the camera sees, through the door of an old bathroom; change how wide the ribs are and how thick the glass.
// patterns

const ribs = osc(120, 0).modulate(noise(2, 0.05), 0.02)

camera()
  .displace(ribs, { amount: knob('thickness', 0.12, 0, 0.5), soft: 0 })
  .contrast(1.15)
  .add(ribs.copy().contrast(3).color(0.1, 0.11, 0.12))
  .color(0.85, 0.98, 1)
  .vignette(0.5)
  .out()
