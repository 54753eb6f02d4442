// Ink garden
// Ink dropped on wet paper: it blooms, runs and dries, and a painter gives the paper its grain.
// finished works

o1.setLinear()

// A flower opens where the last one closed; its place changes with the beat.
bpm = 24
const x = [-0.3, 0.12, 0.28, -0.08, -0.22, 0.2, 0]
const y = [-0.1, 0.2, -0.2, 0.15, 0.22, -0.05, -0.2]
const flower = shape([5, 6, 8], ({ time }) => 0.1 + 0.06 * Math.sin(time * 2.5), 0.1)
  .modulate(noise(5, 0.4), 0.05)
  .rotate(0, 0.3)
  .scale(1, () => height / width)
  .scroll(x, y)

// What is wet runs along the grain of the paper, and pales.
prev()
  .modulate(noise(7, 0.05).add(noise(20, 0.03), 0.5), 0.004)
  .color(0.992, 0.99, 0.986)
  .add(flower.color([0.1, 0.8, 0.5].smooth(), [0.7, 0.55, 0.15].smooth(), [0.35, 0.1, 0.6].smooth()), 0.08)
  .out(o1)

// Ink takes light away from paper.
solid(0.97, 0.94, 0.87).sub(src(o1)).style('great-wave', 0.6).vignette(0.35).out(o0)

render(o0)
