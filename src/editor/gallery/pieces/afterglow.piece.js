// Afterglow
// .feedback() is a trail in seconds: the same on every machine; change how long it lasts and how fast it grows.
// feedback

shape(5, 0.2, 0.01)
  .diff(shape(5, 0.175, 0.01))
  .color(1, 0.45, 0.2)
  .rotate(0, 0.9)
  .scale(1, () => height / width)
  .scrollX(({ time }) => 0.16 * Math.sin(time * 0.9))
  .feedback({ amount: 0.99, decay: 3, zoom: 1.9, rotate: 0.5, hue: 0.9, lighten: 1 })
  .bloom(0.5, 0.35)
  .out()
