// Runs in the audio thread: hears every sample whatever the picture is doing, and posts what it heard once a hop.
import { Analyser } from './analyser'
import { packHearing, PACKED } from './serialize'

/** What an AudioWorkletGlobalScope offers; TypeScript's DOM library doesn't describe it. */
declare const sampleRate: number
declare const currentFrame: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

class AnalysisProcessor extends AudioWorkletProcessor {
  private readonly analyser = new Analyser(sampleRate)
  private readonly packed = new Float64Array(PACKED)
  private readonly silent = new Float32Array(128)
  private open = true

  constructor() {
    super()
    this.port.onmessage = () => (this.open = false)
  }

  /** The inputs' first channel is the mix of all (the node asks for one channel); nothing connected is silence. */
  process(inputs: Float32Array[][]): boolean {
    const heard = inputs[0]?.[0] ?? this.silent
    if (this.analyser.push(heard)) {
      packHearing(this.analyser.hearing, (currentFrame + heard.length) / sampleRate, this.packed)
      this.port.postMessage(this.packed)
    }
    return this.open
  }
}

registerProcessor('impasto-analysis', AnalysisProcessor)
