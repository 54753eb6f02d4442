// Afterglow
// .feedback() is a trail in seconds: the same on every machine; change how long it lasts and how fast it grows.
// feedback

shape(5, 0.16, 0.01)
  .diff(shape(5, 0.13, 0.01))
  .color(1, 0.45, 0.2)
  .rotate(0, 0.7)
  .scale(1, () => height / width)
  .scrollX(({ time }) => 0.14 * Math.sin(time * 0.8))
  .feedback({ amount: 0.98, decay: 2.5, zoom: 1.5, rotate: 0.35, hue: 0.7, lighten: 1 })
  .bloom(0.5, 0.35)
  .out()
