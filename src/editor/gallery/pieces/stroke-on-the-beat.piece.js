// A stroke on the beat
// Every beat lays the paint on, and until the next one it dries off; change who paints, or make it the bass.
// painters

camera().saturate(0.25).contrast(1.15).style('composition-vii', audio.beat.range(0.15, 1)).vignette(0.5).out()
