// Banner
// A word as a picture: waved, split into colours and repeated; write your own between the quotes.
// patterns

const word = text('SLOW\nFIRE', { size: 0.42, color: '#ffe9c9' })

gradient()
  .g()
  .palette(0.5, 0.3, 0.9)
  .color(0.6, 0.6, 0.7)
  .layer(word.color(0.9, 0.25, 0.2).scrollX(0.008).modulate(osc(7, 0.25).rotate(1.2), 0.06))
  .layer(word.modulate(osc(7, 0.25).rotate(1.2), 0.05))
  .out()
