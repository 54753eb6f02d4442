// Underwater
// Light through waves over whatever the camera sees, and a painter who only knows the sea.
// finished works

// Where noise passes through zero it draws a bright line: as the sun does on the floor of a pool.
const ripple = (scale, speed) => noise(scale, speed).diff(solid()).invert().luma(0.86, 0.14)
const caustics = ripple(4, 0.25).mult(ripple(3, 0.2).brightness(0.3)).warp(2, 0.08, 0.1)

// The deep is darker and bluer.
const depth = gradient().g(-1, 1)

camera()
  .modulate(noise(2.5, 0.3), 0.02)
  .saturate(0.5)
  .color(0.25, 0.75, 0.85)
  .mult(depth.copy().color(0.6, 0.8, 0.8).brightness(0.25))
  .add(caustics.copy().color(0.55, 0.85, 0.75).mult(depth.copy().brightness(0.2)), audio.level.range(0.6, 1))
  .style({ 'great-wave': 0.7, 'starry-night': 0.3 }, 0.85)
  .add(caustics.copy().color(0.3, 0.5, 0.45), 0.25)
  .color(0.5, 1, 1.25) // what water lets through
  .glow(0.3, 0.8)
  .vignette(0.7, 0.3)
  .out()
