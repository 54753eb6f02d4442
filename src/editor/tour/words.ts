// The tour's words as the page shows them: `code` in its own type, {keys} as the performer has them.
import { chordLabel, keyAddress } from '../../contracts/key-chord'
import type { Show } from '../../show/show'
import { EDITOR_KEYS } from '../editor-keys'

export interface Piece {
  readonly kind: 'text' | 'code' | 'key'
  readonly text: string
}

/** @param label a key by its id as it is shown; `otherwise` where no table has it */
export function piecesOf(words: string, label: (id: string, otherwise: string) => string): readonly Piece[] {
  return words.split(/(`[^`]+`|\{[\w-]+(?:\|[^}]+)?\})/).flatMap((part): Piece[] => {
    if (part === '') return []
    if (part.startsWith('`')) return [{ kind: 'code', text: part.slice(1, -1) }]
    if (!part.startsWith('{')) return [{ kind: 'text', text: part }]
    const [id = '', otherwise = ''] = part.slice(1, -1).split('|')
    return [{ kind: 'key', text: label(id, otherwise) }]
  })
}

/** A key as the performer has it: of the editor, or of the stage, which says what it was built with. */
export function keyLabel(show: Show, id: string, otherwise: string): string {
  const given = show.text(keyAddress(id))
  if (given !== '') return chordLabel(given)
  const built = EDITOR_KEYS.find((key) => key.id === id)
  return built ? chordLabel(built.chord) : otherwise
}
