// Four seasons
// Lists in a mix: four painters take turns, and each grows into the next; change the tempo of the year.
// painters

bpm = 30

camera()
  .style({
    'wheat-field': [1, 0, 0, 0].fast(0.25).smooth(),
    'woman-with-hat': [0, 1, 0, 0].fast(0.25).smooth(),
    cyclist: [0, 0, 1, 0].fast(0.25).smooth(),
    shipwreck: [0, 0, 0, 1].fast(0.25).smooth(),
  })
  .out()
