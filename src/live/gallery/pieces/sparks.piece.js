// Sparks
// High sounds throw sparks, and the trail carries them up; hats and shakers do it best.
// sound

noise(34, 0.9)
  .thresh(audio.treble.range(0.86, 0.66), 0.04)
  .mult(fbm(3, 0.3).contrast(2.2))
  .color(1, 0.62, 0.25)
  .modulate(noise(3, 0.2), 0.04)
  .feedback({ amount: 0.96, decay: 0.9, zoom: 1.05, rotate: 0.02, shiftY: -0.35, hue: -0.5, lighten: 1 })
  .bloom(audio.onset.range(0.5, 1.1), 0.35)
  .add(gradient().g().color(0.14, 0.03, 0.01))
  .out()
