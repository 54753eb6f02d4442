// Functions of the dialect that the peer does not have.
export const OURS_ALONE: ReadonlySet<string> = new Set(['fbm', 'palette', 'warp'])
