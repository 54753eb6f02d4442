// Paper rose
// One slice of a cloud, mirrored seven times; change the number of slices, or the colours of the palette.
// first steps

fbm(2.4, 0.08)
  .palette(0.45, 1.6, 0.12)
  .rotate(0, 0.05)
  .kaleid(7)
  .scale(1.1, () => height / width)
  .out()
