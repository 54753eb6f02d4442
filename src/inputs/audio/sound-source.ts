// One sound that can be brought in and taken away: a microphone, a file, the built-in music.

export interface SoundSource {
  /** For the performer: "Scarlett 2i2", "set.mp3". */
  readonly label: string
  /** The sound. */
  readonly node: AudioNode
  /** Called once when the sound is gone and won't come back by itself. */
  onLost: ((text: string) => void) | null
  /** Called at the first click or key: what a browser held back may start now. */
  wake?(): void
  dispose(): void
}
