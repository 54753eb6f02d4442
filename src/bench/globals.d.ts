// The bench page's one global: what a program that drives the page looks at.
import type { BenchHandle } from './bench-page'

declare global {
  var impastoBench: BenchHandle | undefined
}
