// Leaf cells
// What a leaf looks like from very near; change how many cells there are and how restless.
// patterns

const cells = voronoi(6, 0.25, 0.85).modulate(noise(2.2, 0.1), 0.12)

cells
  .contrast(1.5)
  .palette(0.56, 0.42, 0.9)
  .hue(0.24)
  .add(cells.edges(1, 0.02, 3).color(0.5, 0.9, 0.3), 0.5)
  .scale(1, () => height / width)
  .out()
