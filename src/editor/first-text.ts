// What the editor holds on a first visit: something that plays at once, and the way on.
export const FIRST_TEXT = `// A line of light, folded. Put the cursor in it and press Ctrl+Enter.
osc(12, 0.08, 1.4)
  .kaleid(5)
  .rotate(0.2, 0.05)
  .out()
`
