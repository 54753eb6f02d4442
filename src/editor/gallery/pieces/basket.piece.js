// Basket
// Stripes that go over and under one another, in a cloth that breathes; change the colours of the straw, or how many there are.
// patterns

// Below zero on one strip, above on the next; without its sign, it is the round back of each.
const wave = osc(Math.PI * 14, 0).brightness(-0.5)
const back = wave.copy().diff(solid())
const turned = (chain) => chain.copy().rotate(Math.PI / 2)

const warp = back.copy().color(1.9, 1.25, 0.6).mult(turned(back).brightness(0.5))
const weft = turned(back).color(0.55, 0.85, 0.8).mult(back.copy().brightness(0.5))
const over = wave.copy().mult(turned(wave)).thresh(0, 0.004)

warp
  .mask(over)
  .add(weft.mask(over.copy().invert()))
  .contrast(1.3)
  .rotate(0.4)
  .scale(1, () => height / width)
  .warp(1.4, 0.07, 0.12)
  .out()
