// Stained glass
// A rose window: the camera in coloured panes, painted in gold, and the sun goes round behind it.
// finished works

const round = () => height / width

// Panes that hold still; blending 0 gives each of them one grey.
const panes = voronoi(6, 0.08, 0)

// The lead between them, and the ring of stone around.
panes.edges({ amount: 1, threshold: 0.004, width: 6 }).thresh(0.05, 0.05).kaleid(12).scale(1, round).out(o1)

// Every pane shows another piece of the painting, in a colour of its own.
camera()
  .saturate(1.5)
  .style('tree-of-life')
  .modulate(panes, 0.35)
  .mult(panes.palette(0.08, 3, 0.3), 0.75)
  .kaleid(12)
  .scale(1, round)
  .out(o2)

const sun = shape(90, 0.1, 1.1)
  .scale(1.3, round)
  .scroll(
    ({ time }) => 0.08 * Math.cos(time * 0.25),
    ({ time }) => 0.12 * Math.sin(time * 0.25),
  )

src(o2)
  .brightness(0.08)
  .mult(sun.brightness(0.25))
  .sub(src(o1), 0.9)
  .mask(shape(24, 0.96, 0.02).scale(1, round))
  .bloom(audio.level.range(0.5, 0.9), 0.4)
  .out(o0)

render(o0)
