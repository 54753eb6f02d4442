// Three acts
// Code that changes what plays: at() waits for a bar, fade() lets one picture melt into the next; write a fourth act.
// patterns

bpm = 96 // a bar of four beats takes two and a half seconds

const dawn = gradient()
  .g()
  .palette(0.5, 0.42, 0.85)
  .add(fbm(3, 0.15).color(0.3, 0.15, 0.1), 0.6)
const noon = voronoi(7, 0.5, 0.9)
  .palette(0.1, 0.55, 0.08)
  .scale(1, () => height / width)
const night = noise(26, 0.1)
  .thresh(0.75, 0.1)
  .add(solid(0.03, 0.05, 0.16))
  .warp(2, 0.05, 0.1)

const act = (bar, picture) =>
  at(bar, () => {
    fade(1.2)
    picture.out()
  })

dawn.out()
act(1, noon)
act(2, night)
