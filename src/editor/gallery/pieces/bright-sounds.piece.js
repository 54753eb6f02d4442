// Bright sounds
// Silk that dull sounds turn red and bright ones blue, and loud ones crease; audio.centroid says how bright, audio.level how loud.
// sound

osc(7, 0.03)
  .modulate(fbm(1.3, 0.1), audio.level.range(0.35, 0.5))
  .palette(audio.centroid.times(0.9).plus(0.3), 0.6, 0.14)
  .modulate(noise(10, 0.4), audio.treble.range(0.004, 0.02))
  .rotate(1.1)
  .grade({ exposure: audio.level.range(-0.4, 0.4), saturation: 1.2 })
  .vignette(0.6)
  .out()
