// Metronome
// The show takes the tempo of what it hears: lists step with the music, a hand swings with its beat.
// sound

// Until a tempo is heard, 100 beats a minute.
update = () => (bpm = audio.tempo > 0 ? Number(audio.tempo) : 100)

const hand = shape(2, 0.014, 0.012)
  .mult(gradient().r().thresh(0.5, 0.01))
  .mult(shape(90, 1.1, 0.02))
  .rotate([-2.2, -0.94].ease('sin'))
const rings = osc(30, 0).kaleid(90).thresh(0.9, 0.08)

solid(0.16, 0.05, 0.08)
  .add(rings.color(0.3, 0.12, 0.1))
  .add(hand.color(1, [0.85, 0.6].smooth(0.2), 0.35))
  .add(shape(90, 0.03, 0.4).color(0.8, 0.3, 0.1), audio.beat.times(0.8))
  .scale(1, () => height / width)
  .modulate(solid(0, -0.32), 1) // a third of the stage down
  .feedback({ amount: 0.9, decay: 0.4, zoom: 1, rotate: 0, hue: -0.8, lighten: 1 })
  .out()
