// Coral
// Each place agrees with its neighbours and argues with those farther off, and stripes grow out of that; change the two distances.
// feedback

o1.setLinear()

// The last frame, blurred: the mean of eight places round each one.
const around = (far) => {
  const place = (n) => [far * Math.cos((n * Math.PI) / 4), far * Math.sin((n * Math.PI) / 4)]
  const moved = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => {
    const [x, y] = place(n)
    return prev().scroll(() => (x * height) / width, y)
  })
  return moved.reduce((all, one) => all.add(one)).color(0.125, 0.125, 0.125)
}

const near = around(0.011)
near
  .add(near.copy().sub(around(0.034)), 2.2)
  .add(noise(4, 0.3), 0.015)
  .out(o1)

src(o1)
  .palette(0.52, 0.45, ({ time }) => 0.86 + 0.06 * Math.sin(time * 0.2))
  .glow(0.3, 0.5)
  .vignette(0.5)
  .out(o0)

render(o0)
