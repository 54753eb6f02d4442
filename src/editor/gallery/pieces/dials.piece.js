// Dials
// Three knobs for the panel: petals, bend and colour; turn them with the mouse, the keys or whatever is plugged in.
// first steps

const petals = knob('petals', 5, 3, 12)
const bend = knob('bend', 0.35)
const colour = knob('colour', 0.1)

osc(14, 0.05, 0.4)
  .modulate(noise(2, 0.15), bend)
  .palette(colour, 1, 0.22)
  .kaleid(petals)
  .scale(1, () => height / width)
  .vignette(0.7)
  .out()
