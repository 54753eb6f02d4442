// Bright sounds
// Dull sounds are blue, bright ones gold, loud ones rough: audio.centroid says how bright, audio.level how loud.
// sound

const silk = osc(10, 0.03).modulate(fbm(2.5, 0.12), audio.level.range(0.25, 0.7))

silk
  .palette(audio.centroid.range(0.52, 0.8), 0.55, 0.88)
  .modulate(noise(14, 0.4), audio.treble.range(0, 0.06))
  .rotate(1.1)
  .grade({ exposure: audio.level.range(-0.3, 0.5), contrast: 1.15 })
  .vignette(0.6)
  .out()
