// Programs that left the stage not long ago: a chain of the same shape takes one up again, and nothing is compiled. So it costs nothing to
// take a link out and put it back.
import type { Disposable } from '../core/scope'
import type { Pixels } from '../core/units'
import type { LiveOutput } from './live-output'
import type { LiveProgram } from './live-program'

const MOST = 4

export class LeftPrograms implements Disposable {
  private readonly kept: LiveProgram[] = []

  /** Takes over `program`. One with pictures of its own is let go at once, and so is the one that left longest ago. */
  keep(program: LiveProgram): void {
    if (program.light) this.kept.push(program)
    else program.dispose()
    if (this.kept.length > MOST) this.kept.shift()?.dispose()
  }

  has(output: LiveOutput, signature: string): boolean {
    return this.place(output, signature) >= 0
  }

  /** Hands it over; null: there is none. */
  take(output: LiveOutput, signature: string): LiveProgram | null {
    const place = this.place(output, signature)
    return place < 0 ? null : (this.kept.splice(place, 1)[0] ?? null)
  }

  resize(width: Pixels, height: Pixels): void {
    for (const program of this.kept) program.resize(width, height)
  }

  dispose(): void {
    for (const program of this.kept.splice(0)) program.dispose()
  }

  private place(output: LiveOutput, signature: string): number {
    return this.kept.findIndex((program) => program.output === output && program.plan.signature === signature)
  }
}
