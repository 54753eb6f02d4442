// Leaf cells
// What a leaf looks like from very near; change how many cells there are and how restless.
// patterns

const cells = voronoi(6, 0.25, 0.9).modulate(noise(2.2, 0.1), 0.1)

cells
  .copy()
  .color(0.75, 1.25, 0.35)
  .mult(cells.copy().brightness(0.55))
  .add(cells.copy().edges(1, 0.01, 4).color(0.65, 0.8, 0.35), 0.7)
  .add(gradient().color(0.1, 0.04, 0).shift(0, 0.02, 0.1))
  .scale(1, () => height / width)
  .out()
