// Makes a DOM element in one expression.

export interface ElementOptions {
  class?: string
  text?: string
  /** Shown on hover. */
  title?: string
  attributes?: Readonly<Record<string, string>>
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { class: className, text, title, attributes }: ElementOptions = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (className !== undefined) made.className = className
  if (text !== undefined) made.textContent = text
  if (title !== undefined) made.title = title
  for (const [name, value] of Object.entries(attributes ?? {})) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** A button that says what it does to those who can't see its picture. */
export function button(name: string, text: string, onPress: (event: MouseEvent) => void): HTMLButtonElement {
  const made = element('button', { text, attributes: { type: 'button', 'aria-label': name } })
  made.addEventListener('click', onPress)
  return made
}
