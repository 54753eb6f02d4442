// Lichen
// A picture that eats its own edges and grows; let it run for a minute, then change the 1.4.
// feedback

const seed = voronoi(9, 0.1, 1).thresh(0.42, 0.05).color(0.5, 0.3, 0.2)

prev()
  .modulateHue(prev().scale(1.004).rotate(0.004), 1.4)
  .blend(prev().scale(1.006), 0.3)
  .color(0.99, 0.985, 0.995)
  .layer(
    seed
      .hue(({ time }) => time * 0.02)
      .luma(0.2, 0.05)
      .color(1, 1, 1, 0.12),
  )
  .out()
