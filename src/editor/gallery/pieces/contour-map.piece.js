// Contour map
// A cloud read as a landscape, with a line at every height; change the 14 for more or fewer lines.
// patterns

const land = fbm(1.8, 0.035)

// palette() goes round and round: taken far round and cut, it leaves one line for each turn.
const lines = land.copy().palette(0, 14, 0).thresh(0.88, 0.1)

land
  .contrast(1.5)
  .palette(0.55, 0.5, 0.08)
  .color(0.5, 0.55, 0.6)
  .add(lines.color(1, 0.86, 0.6), 0.75)
  .out()
