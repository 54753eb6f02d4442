// Semaphore
// Lists instead of numbers: the beat steps through them, one flag after the other; change the lists or how they glide.
// first steps

bpm = 50

solid([0.12, 0.3, 0.04].smooth(), [0.1, 0.12, 0.18].smooth(), [0.36, 0.2, 0.3].smooth())
  .layer(
    shape([3, 4, 6], [0.4, 0.5, 0.45].ease('easeInOutCubic'), 0.005)
      .luma()
      .color([1, 0.95, 0.3].smooth(0.5), [0.35, 0.75, 0.7].smooth(0.5), [0.25, 0.2, 0.75].smooth(0.5))
      .rotate([0, 1.05, 2.1, 3.14].ease('easeInOutQuart'))
      .scale(1, () => height / width)
      .scrollX([-0.18, 0.18].fast(0.5).ease('easeInOutCubic')),
  )
  .out()
