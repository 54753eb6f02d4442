// Square dance
// every() calls a function in time: an eighth of a turn on each beat, another figure on each bar; write a figure of your own.
// patterns

bpm = 72
let sides = 4
let turn = 0
let angle = 0
every(1, 'beat', () => (turn += Math.PI / 4))
every(1, 'bar', () => (sides = sides === 6 ? 3 : sides + 1))
// Runs before each frame, with its length in milliseconds: the angle hurries after the turn.
update = (dt) => (angle += (turn - angle) * (1 - Math.exp(-dt / 140)))

shape(() => sides, 0.62, 0.02)
  .rotate(() => angle)
  .diff(shape(() => sides, 0.3, 0.02).rotate(() => -angle))
  .repeat(() => (4 * width) / height, 4, 0.5)
  .mult(gradient().color(0.9, 0.5, 0).shift(0.1, 0.1, 0.6))
  .add(gradient().color(0.2, 0, 0.1).shift(0.05, 0.02, 0.16))
  .rotate(0.3)
  .out()
