// What a performer did in the editor, as the tour hears of it.

export type Act =
  /** Code played, was played while a number or a colour of it was turned, or did not play. */
  | { readonly did: 'play' | 'turn' | 'fail'; readonly code: string }
  /** The stage was hushed, the last good code brought back, a link made, a file saved. */
  | { readonly did: 'hush' | 'good' | 'link' | 'save' }
