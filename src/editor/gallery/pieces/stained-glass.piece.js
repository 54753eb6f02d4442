// Stained glass
// A rose window: the camera in coloured panes, painted in gold, and the sun goes round behind it.
// finished works

const round = () => height / width

// Panes that hardly move; blending 0 gives each of them one grey.
const panes = voronoi(13, 0.03, 0)
const rose = (chain) => chain.kaleid(10).scale(1, round)

// The lead between them.
rose(panes.copy().edges({ amount: 1, threshold: 0.004, width: 5 }).thresh(0.06, 0.06)).out(o1)

// Every pane shows another piece of the painting, in a colour of its own.
rose(
  camera()
    .contrast(1.3)
    .style('tree-of-life')
    .modulate(panes, 0.4)
    .mult(
      panes
        .copy()
        .palette(({ time }) => 0.1 + 0.01 * time, 4, 0.34)
        .saturate(1.3),
      0.85,
    ),
).out(o2)

const sun = shape(90, 0.2, 1)
  .scale(1.3, round)
  .scroll(
    ({ time }) => 0.08 * Math.cos(time * 0.25),
    ({ time }) => 0.12 * Math.sin(time * 0.25),
  )

src(o2)
  .contrast(1.2)
  .mult(sun.brightness(0.15))
  .sub(src(o1), 0.9)
  .mask(shape(20, 0.95, 0.02).scale(1, round))
  .bloom(audio.level.range(0.35, 0.6), 0.5)
  .out(o0)

render(o0)
