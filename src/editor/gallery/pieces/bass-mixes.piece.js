// The bass mixes
// Three painters on one palette: bass, voices and treble say how much of each; change their names.
// painters

// Only the proportions count: the weights are brought to a sum of one.
camera()
  .style({
    'wheat-field': audio.bass.plus(0.02),
    'composition-vii': audio.mid.plus(0.05),
    'woman-with-hat': audio.treble.plus(0.02),
  })
  .out()
