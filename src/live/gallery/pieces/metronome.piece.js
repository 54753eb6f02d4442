// Metronome
// The show takes the tempo of what it hears: lists step with the music, a hand swings with its beat.
// sound

// Until a tempo is heard, 100 beats a minute.
update = () => (bpm = audio.tempo > 0 ? Number(audio.tempo) : 100)

const round = () => height / width
const hand = shape(2, 0.012, 0.012)
  .mult(gradient().r().thresh(0.5, 0.01))
  .mult(shape(90, 0.85, 0.02))
  .rotate([-2.1, -1.04].ease('sin'))

solid(0.1, 0.07, 0.09)
  .add(osc(44, 0).kaleid(90).thresh(0.85, 0.12).color(0.2, 0.13, 0.12))
  .add(hand.color([1, 0.95, 0.6, 0.95].smooth(0.2), [0.5, 0.75, 0.9, 0.75].smooth(0.2), 0.4))
  .add(shape(90, 0.03, 0.3).color(0.6, 0.25, 0.1), audio.beat.times(0.8))
  .scale(1, round)
  .scrollY(-0.25)
  .feedback({ amount: 0.85, decay: 0.35, zoom: 1, rotate: 0, hue: 0, lighten: 1 })
  .out()
