// The outermost statements of a parsed text; what does not parse is no statement.
import type { syntaxTree } from '@codemirror/language'
import type { TextRange } from './blocks'

type Tree = ReturnType<typeof syntaxTree>

export function statementsOf(tree: Tree): readonly TextRange[] {
  const found: TextRange[] = []
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    if (node.type.isError || node.name.endsWith('Comment') || isBroken(node.toTree())) continue
    found.push({ from: node.from, to: node.to })
  }
  return found
}

function isBroken(tree: Tree): boolean {
  let broken = false
  tree.iterate({ enter: ({ type }) => void (broken ||= type.isError) })
  return broken
}
