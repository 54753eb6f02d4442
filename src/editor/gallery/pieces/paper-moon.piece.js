// Paper moon
// A disc laid on a dusk; change how large the moon is, or the path that the function takes it along.
// first steps

// Where a number stands, a function may stand: it is asked once a frame.
const climb = ({ time }) => 0.12 * Math.sin(time * 0.4)

const moon = shape(90, 0.34, 0.02)
  .luma()
  .color(1, 0.93, 0.76)
  .scale(1, () => height / width) // keeps it round on a wide stage
  .scrollY(climb)

gradient().g().palette(0.5, 0.45, 0.85).layer(moon).glow(0.5, 0.9).out()
