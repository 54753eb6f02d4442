// Standing waves
// Sand on a ringing plate: where the waves cancel, the grains come to rest; the sound shakes them, a painter of dots sees them.
// finished works

// Which waves the plate rings in: it glides from one pair to the next.
bpm = 60
const n = [6, 12, 9, 19, 15].fast(0.125).ease('easeInOutQuint')
const m = [15, 7, 18, 10, 22].fast(0.125).ease('easeInOutQuint')

// A wave from -0.5 to 0.5, across the plate or down it.
const across = (count) => osc(count, 0).brightness(-0.5)
const down = (count) => across(count).rotate(Math.PI / 2)

const still = across(n)
  .mult(down(m))
  .diff(across(m).mult(down(n)))
  .invert()
const sand = still.copy().thresh(audio.level.range(0.955, 0.9), 0.035).mult(noise(170, 0).brightness(0.75))

solid(0.1, 0.09, 0.16)
  .add(still.copy().color(0.12, 0.1, 0.22))
  .add(sand.color(1, 0.82, 0.52))
  .scale(0.96, () => height / width)
  .feedback({ amount: 0.85, decay: 0.4, zoom: 1, rotate: 0, hue: 0.1, lighten: 1 })
  .style('grande-jatte', knob('dots', 0.5))
  .bloom(audio.bass.range(0.2, 0.5), 0.6)
  .vignette(0.6)
  .out()
