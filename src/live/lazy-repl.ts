// Live code on demand: the dialect, three.js whole and the parser are fetched when code is first played, or when the stage is idle.
import { ImpastoError, messageOf } from '../core/errors'
import type { Evaluation, Repl, ReplOptions } from './repl'

export class LazyRepl {
  private coming: Promise<Repl> | null = null
  private made: Repl | null = null

  constructor(private readonly options: ReplOptions) {}

  /** @throws {ImpastoError} it cannot be fetched; the next call tries again */
  async get(): Promise<Repl> {
    this.coming ??= import('./repl').then(({ Repl }) => new Repl(this.options))
    try {
      this.made = await this.coming
      return this.made
    } catch (cause) {
      this.coming = null
      throw new ImpastoError({
        asked: 'Live code was asked for',
        found: `it could not be fetched (${messageOf(cause)})`,
        remedy: 'What played before goes on; try again when the server can be reached.',
        cause,
      })
    }
  }

  /** Fetches all that code needs, so that it plays without a network. Never rejects: who types before it is here is told. */
  async prepare(): Promise<void> {
    await this.get().then(
      (live) => live.prepare(),
      () => undefined,
    )
  }

  /** @throws {ImpastoError} with line and column; what played before goes on */
  async run(code: string): Promise<void> {
    return (await this.get()).run(code)
  }

  /** As the editor plays it: never rejects. */
  async evaluate(code: string): Promise<Evaluation> {
    try {
      return await (await this.get()).evaluate(code)
    } catch (thrown) {
      return { ok: false, errors: [{ line: null, column: null, message: messageOf(thrown), hint: null }] }
    }
  }

  /** Gives the painter the next picture of a chain; true while any chain asks for a painter. */
  paint(): boolean {
    return this.made?.paint() ?? false
  }

  /** The same to its end, for the manual clock. */
  async paintToEnd(): Promise<boolean> {
    return this.made ? this.made.paintToEnd() : false
  }

  /** Resolves when nothing that was asked for is still on its way to the stage. */
  async settled(): Promise<void> {
    await this.made?.settled()
  }
}
