// Four windows
// Four outputs at once, the last one made of the three others; put an o1 into render() to see that one alone.
// patterns

osc(12, 0.05, 0.5).color(0.95, 0.75, 0.5).rotate(0.8).out(o0)
voronoi(5, 0.4, 0.6).palette(0.6, 0.5, 0.12).out(o1)
shape(6, 0.4, 0.3)
  .rotate(0, 0.2)
  .scale(1, () => height / width)
  .out(o2)

src(o1)
  .modulate(src(o0), 0.15)
  .mult(src(o2))
  .add(src(o0).mult(src(o2).invert()), 0.8)
  .out(o3)

render()
