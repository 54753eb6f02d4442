// Every kind of picture source there is, found by its place in src/inputs/video.
import type { InputKind } from './input-kind'

const found = import.meta.glob<InputKind>(['./video/*.ts', '!./video/*.test.ts'], {
  eager: true,
  import: 'default',
})

/** In the order of the picker: what needs nothing comes first. */
const ORDER = ['demo', 'camera', 'video', 'image', 'screen']

export const INPUT_KINDS: readonly InputKind[] = Object.values(found).sort((a, b) => place(a) - place(b))

function place({ id }: InputKind): number {
  const at = ORDER.indexOf(id)
  return at < 0 ? ORDER.length : at
}
