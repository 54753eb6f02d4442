// The short way round a circle.

/** A difference as the nearest one of the same place on a circle: -period / 2 … period / 2. */
export function wrapped(difference: number, period: number): number {
  return difference - Math.round(difference / period) * period
}
