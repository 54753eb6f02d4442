// Four bands
// a.fft hears four parts of the sound, from the lowest to the highest: one lamp for each; change their colours.
// sound

a.setBins(4)
a.setSmooth(0.8) // 0: nervous, near 1: lazy
a.setCutoff(3) // what is softer than this does not count

const lamp = (band, r, g, b) =>
  shape(90, () => 0.02 + 0.3 * a.fft[band], 0.3)
    .color(r, g, b)
    .scale(1, () => height / width)
    .scrollX(0.36 - 0.24 * band)

lamp(0, 1, 0.2, 0.15)
  .add(lamp(1, 1, 0.6, 0.1))
  .add(lamp(2, 0.2, 0.8, 0.6))
  .add(lamp(3, 0.3, 0.4, 1))
  .add(fbm(2, 0.1).color(0.12, 0.09, 0.2))
  .bloom(0.5, 0.3)
  .out()
