// Etching
// Only the edges of a painting, printed in two inks; change the inks: paper first, then the line.
// painters

const inks = solid(0.95, 0.9, 0.8).layer(gradient().r().thresh(0.28, 0.2).luma().color(0.14, 0.17, 0.3))

camera().contrast(1.2).style('metzinger').edges({ amount: 1, threshold: 0.06, width: 3 }).lut(inks).out()
