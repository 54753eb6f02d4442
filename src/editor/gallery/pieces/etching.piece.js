// Etching
// The edges of a painting and a little of its shade, printed on paper; change the inks: paper first, then the line.
// painters

// From left to right: what is dark keeps the paper, what is bright takes the ink.
const inks = solid(0.95, 0.9, 0.8).layer(gradient().r().thresh(0.4, 0.4).luma(0.5, 0.5).color(0.12, 0.14, 0.3))

camera().contrast(1.3).style('metzinger').invert().edges({ amount: 0.75, threshold: 0.1, width: 4 }).lut(inks).out()
