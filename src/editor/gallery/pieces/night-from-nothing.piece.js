// Night from nothing
// A dark fog and a few bright dots are all that the painter gets; change the dots, and the night is another one.
// painters

const stars = shape(60, 0.05, 0.5).repeat(5, 3, 0.4, 0.3).modulate(noise(2, 0.05), 0.25).color(1, 0.9, 0.5)

fbm(2, 0.05).color(0.12, 0.22, 0.55).add(stars).warp(2, 0.1, 0.06).style('starry-night').out()
