// What only the dialect can do, so that there is nothing to hold it against.

/** The first three are new; the peer shows black for a chain with one of the last two, as for one with a chain in a number's place. */
export const OURS_ALONE: ReadonlySet<string> = new Set(['fbm', 'palette', 'warp', 'prev', 'sum'])
