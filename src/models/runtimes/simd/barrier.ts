// Several threads at one list of passes: rows are handed out by a counter, and nobody begins a pass before all have ended the one before.

/** Where the threads meet, in 32-bit words from the start of the memory that they share. */
const JOB = 0
const WIDTH = 1
const HEIGHT = 2
const ARRIVED = 3
const ROUND = 4
const MASKED = 5
/** The next rows of each pass. */
const ROWS = 16
export const MOST_PASSES = 1024
/** Bytes. */
export const TEAM_SPACE: number = (ROWS + MOST_PASSES) * 4

/** A job's number in the upper bits, how many threads work at it in the lower. */
const MOST_THREADS = 64
/** How often a thread looks whether the others have come before it sleeps: some microseconds, as passes end almost together. */
const GLANCES = 4000

export interface Job {
  readonly width: number
  readonly height: number
  /** Threads that take part. */
  readonly threads: number
  /** There is a second mix, and a mask in the memory. */
  readonly masked: boolean
}

/** The meeting place, as one of the threads sees it. Only a memory that is shared lets a thread wait. */
export class Team {
  private seen: number
  private threads = 1

  constructor(private readonly memory: { readonly i32: Int32Array }) {
    this.seen = Atomics.load(memory.i32, JOB)
  }

  private get words(): Int32Array {
    return this.memory.i32
  }

  /** Whether the job has a mask. */
  get masked(): boolean {
    return this.words[MASKED] === 1
  }

  /** Calls the others to work. The first thread's part, which then works like them. */
  call({ width, height, threads, masked }: Job): void {
    this.threads = threads
    this.words.fill(0, ROWS, ROWS + MOST_PASSES)
    this.words[WIDTH] = width
    this.words[HEIGHT] = height
    this.words[MASKED] = masked ? 1 : 0
    this.seen = (Math.floor(this.seen / MOST_THREADS) * MOST_THREADS + MOST_THREADS + threads) | 0
    Atomics.store(this.words, JOB, this.seen)
    if (threads > 1) Atomics.notify(this.words, JOB)
  }

  /** Sleeps until there is work for this thread, one of the others. */
  wait(): Job {
    do {
      Atomics.wait(this.words, JOB, this.seen)
      this.seen = Atomics.load(this.words, JOB)
      this.threads = this.seen & (MOST_THREADS - 1)
    } while (this.threads < 2)
    return {
      width: this.words[WIDTH] ?? 0,
      height: this.words[HEIGHT] ?? 0,
      threads: this.threads,
      masked: this.masked,
    }
  }

  /** The first of the next `count` rows of a pass that nobody has taken. */
  take(pass: number, count: number): number {
    return Atomics.add(this.words, ROWS + pass, count)
  }

  /** Until all have come here. */
  meet(): void {
    if (this.threads < 2) return
    const { words } = this
    const round = Atomics.load(words, ROUND)
    if (Atomics.add(words, ARRIVED, 1) === this.threads - 1) {
      Atomics.store(words, ARRIVED, 0)
      Atomics.store(words, ROUND, (round + 1) | 0)
      Atomics.notify(words, ROUND)
      return
    }
    for (let i = 0; i < GLANCES; i++) if (Atomics.load(words, ROUND) !== round) return
    while (Atomics.load(words, ROUND) === round) Atomics.wait(words, ROUND, round)
  }
}
