// Easings: how a step from 0 to 1 begins and ends. Formulas: Robert Penner, "Programming Macromedia Flash MX", 2002.

export type Easing = (t: number) => number

function power(n: number): { in: Easing; out: Easing; inOut: Easing } {
  return {
    in: (t) => t ** n,
    out: (t) => 1 - (1 - t) ** n,
    inOut: (t) => (t < 0.5 ? 2 ** (n - 1) * t ** n : 1 - 2 ** (n - 1) * (1 - t) ** n),
  }
}

const quad = power(2)
const cubic = power(3)
const quart = power(4)
const quint = power(5)

export const EASINGS: Readonly<Record<string, Easing>> = {
  linear: (t) => t,
  easeInQuad: quad.in,
  easeOutQuad: quad.out,
  easeInOutQuad: quad.inOut,
  easeInCubic: cubic.in,
  easeOutCubic: cubic.out,
  easeInOutCubic: cubic.inOut,
  easeInQuart: quart.in,
  easeOutQuart: quart.out,
  easeInOutQuart: quart.inOut,
  easeInQuint: quint.in,
  easeOutQuint: quint.out,
  easeInOutQuint: quint.inOut,
  sin: (t) => 0.5 + 0.5 * Math.sin(Math.PI * t - Math.PI / 2),
}
