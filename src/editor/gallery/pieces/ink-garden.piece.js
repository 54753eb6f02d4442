// Ink garden
// Ink dropped on wet paper: it opens like a flower, runs and dries, and a painter follows the stains; change the three inks.
// finished works

o1.setLinear()

// Every beat another flower opens somewhere else.
bpm = 72
const x = [-0.3, 0.12, 0.3, -0.08, -0.2, 0.22, 0.02, -0.38]
const y = [-0.15, 0.22, -0.22, 0.08, 0.26, 0, -0.28, 0.1]
const grown = ({ time, bpm }) => ((time * bpm) / 60) % 1

// One petal beside the middle, mirrored round it.
const flower = shape(50, (now) => 0.05 + 0.17 * grown(now), 0.1)
  .scale(1, 1, 0.5)
  .modulate(
    solid((now) => 0.47 - 0.09 * grown(now), 0.5),
    1,
  )
  .kaleid([5, 6, 8, 7, 5])
  .modulate(noise(4, 0.4), 0.02)
  .rotate(0, 0.5)
  .scale(1, () => height / width)
  .scroll(x, y)

// How long this frame is, in seconds, so that ink runs no faster on a faster machine.
let step = 0
update = (dt) => (step = dt / 1000)

// What is wet runs along the grain of the paper, and pales; inks are written as what they take away.
prev()
  .warp(5, () => 0.06 * step, 0.1)
  .warp(17, () => 0.03 * step, 0.05)
  .color(0.996, 0.996, 0.995)
  .layer(flower.luma(0.3, 0.3).color([0.05, 0.85, 0.35], [0.8, 0.45, 0.25], [0.4, 0.05, 0.75], 0.2))
  .out(o1)

// The painter sees all of it, and is shown where there is ink.
const paper = solid(0.97, 0.93, 0.85).sub(fbm(9, 0).color(0.08, 0.09, 0.1))
const ink = src(o1).thresh(0.12, 0.1)
const painted = paper.copy().sub(src(o1)).style('woman-with-hat', knob('brushwork', 0.6))

paper.mask(ink.copy().invert()).add(painted.mask(ink)).vignette(0.3).out(o0)

render(o0)
