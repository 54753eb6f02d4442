// Comet
// prev() is the last frame: a dot is drawn over it again and again; change the path, or how fast the tail cools.
// feedback

const x = ({ time }) => 0.34 * Math.sin(time * 0.9)
const y = ({ time }) => 0.34 * Math.sin(time * 1.27)

prev()
  .scale(1.012)
  .color(0.985, 0.94, 0.965)
  .add(
    shape(60, 0.02, 0.08)
      .color(0.9, 0.75, 0.5)
      .scale(1, () => height / width)
      .scroll(x, y),
    0.8,
  )
  .out()
