// From a plan to the list of passes that do its work: what can wait until the next pass loads is not a pass of its own.
import type { ConvLayer, Layer, NormLayer, Plan } from '../../plan'
import { normsIn, type Stored, storedIn, type View, within } from './view'

/** Of the eight storage buffers that every device binds to a pass, four are for weights, target, sums and a second target. */
const LOADED_BUFFERS = 4

export interface NormStep {
  /** Its place among the plan's norms. */
  readonly index: number
  readonly layer: NormLayer
}

/** One dispatch that loads a view, works on it, and writes a picture; each of its norms is a small second dispatch. */
export interface Pass {
  readonly name: string
  /** copy: what was loaded is stored as it is. */
  readonly kind: 'conv' | 'depthwise' | 'copy'
  readonly source: View
  /** Whose weights; null for a copy. */
  readonly layer: ConvLayer | null
  /** A 3x3 after a nearest x2 step, done as four 2x2 on the smaller picture, one for each of the four pixels that a pixel became. */
  readonly folded: boolean
  /** The taps of a layer of its shape lie apart: how far is read with the weights, so that all of that shape share a shader. */
  readonly spreads: boolean
  readonly channels: number
  readonly shrink: number
  /** Null: the painting itself. */
  target: Stored | null
  /** Done to the painting before it is written. */
  after: readonly View[]
  /** Where the loaded view is kept for later passes. */
  readonly side: Stored | null
  readonly norms: NormStep[]
}

export interface Fused {
  readonly passes: readonly Pass[]
  readonly stored: readonly Stored[]
  readonly norms: readonly NormLayer[]
}

/** The passes for `plan`. */
export function fuse(plan: Plan): Fused {
  return new Fuser(plan).run()
}

class Fuser {
  private readonly passes: Pass[] = []
  private readonly stored: Stored[] = []
  private readonly norms: NormLayer[] = []
  private readonly views: View[] = []

  constructor(private readonly plan: Plan) {}

  run(): Fused {
    this.plan.layers.forEach((layer, i) => this.views.push(this.viewOf(layer, i)))
    const last = this.views.at(-1)
    if (!last) throw new Error('the plan has no layers')
    this.paint(last)
    const { passes, stored, norms } = this
    return { passes, stored: stored.filter((s) => passes.some((p) => p.target === s || p.side === s)), norms }
  }

  private viewOf(layer: Layer, index: number): View {
    const { channels, shrink } = layer
    const shape = { channels, shrink }
    const [from = -1] = layer.from
    switch (layer.op) {
      case 'input':
        return { kind: 'picture', ...shape, offset: layer.offset, grain: layer.grain }
      case 'conv2d':
      case 'depthwise':
        return this.convolve(layer, index)
      case 'instanceNorm':
        return { kind: 'norm', ...shape, of: this.normed(layer, from), norm: this.norms.length - 1 }
      case 'add': {
        const sum = (all: readonly View[]): View => ({ kind: 'add', ...shape, all })
        let all = layer.from.map((i) => this.view(i))
        // What one pass can't read is added in several.
        while (buffersOf(sum(all)) > LOADED_BUFFERS) {
          let count = 1
          while (buffersOf(sum(all.slice(0, count + 1))) <= LOADED_BUFFERS) count++
          all = [...all.slice(count), this.copy(sum(all.slice(0, count)), `${layer.name}.part`)]
        }
        return sum(all)
      }
      case 'upsample':
        return { kind: layer.mode, ...shape, of: this.view(from), factor: layer.factor }
      case 'depthToSpace':
        return { kind: 'depthToSpace', ...shape, of: this.view(from), block: layer.block }
      default:
        return { kind: 'activation', ...shape, of: this.view(from), op: layer.op, alpha: layer.alpha }
    }
  }

  private convolve(layer: ConvLayer, index: number): View {
    const { name, kernel, stride, dilation, pad, channels, shrink } = layer
    const [from = -1] = layer.from
    const view = this.view(from)
    const kind = layer.op === 'conv2d' ? 'conv' : 'depthwise'
    const folds = kind === 'conv' && kernel === 3 && stride === 1 && dilation === 1 && pad === 'replicate'
    const folded = folds && view.kind === 'nearest' && view.factor === 2
    // A sum that is read again later is formed once and kept: by this pass where each of its threads owns some pixels of it.
    const again = (this.plan.lastUse[from] ?? 0) > index && [...within(view)].some((v) => v.kind === 'add')
    const owns = kind === 'conv' && stride === 1 && !folded
    const source = again && !owns ? this.kept(from, `${name}.source`) : view
    const side = again && owns ? this.store(view.channels, view.shrink, true) : null
    const target = this.store(channels, shrink)
    const spreads = kind === 'conv' && !folded && this.plan.layers.some((other) => isSpread(other, layer))
    const loads = folded && view.kind === 'nearest' ? view.of : source
    this.passes.push({
      name,
      kind,
      source: loads,
      layer,
      folded,
      spreads,
      channels,
      shrink,
      target,
      after: [],
      side,
      norms: [],
    })
    if (side) this.views[from] = asView(side)
    return asView(target)
  }

  /** What the norm reads, stored by a pass that gathers its sums. */
  private normed(layer: NormLayer, from: number): View {
    let view = this.view(from)
    if (view.kind !== 'stored' || view.stored.side) view = this.copy(view, layer.name)
    const pass = this.passes.find((p) => view.kind === 'stored' && p.target === view.stored)
    if (!pass) throw new Error(`no pass stores what '${layer.name}' reads`)
    pass.norms.push({ index: this.norms.length, layer })
    this.norms.push(layer)
    return view
  }

  private kept(from: number, name: string): View {
    const view = this.view(from)
    if (view.kind === 'stored') return view
    const stored = this.copy(view, name)
    this.views[from] = stored
    return stored
  }

  private copy(source: View, name: string): View {
    const { channels, shrink } = source
    const target = this.store(channels, shrink)
    this.passes.push({
      name: `${name}.copy`,
      kind: 'copy',
      source,
      layer: null,
      folded: false,
      spreads: false,
      channels,
      shrink,
      target,
      after: [],
      side: null,
      norms: [],
    })
    return asView(target)
  }

  /** The last pass writes the painting, if activations are all that is left to do after it; otherwise one more does. */
  private paint(view: View): void {
    const after: View[] = []
    let base = view
    for (; base.kind === 'activation'; base = base.of) after.unshift(base)
    const pass = this.passes.at(-1)
    const written = base.kind === 'stored' ? base.stored : null
    const readAgain = this.passes.some((p) => storedIn(p.source).some((s) => s === written))
    if (pass && written && pass.target === written && pass.norms.length === 0 && !readAgain) {
      pass.target = null
      pass.after = after
      return
    }
    const { channels, shrink } = view
    this.passes.push({
      name: 'painting',
      kind: 'copy',
      source: view,
      layer: null,
      folded: false,
      spreads: false,
      channels,
      shrink,
      target: null,
      after: [],
      side: null,
      norms: [],
    })
  }

  private store(channels: number, shrink: number, side = false): Stored {
    const stored = { id: this.stored.length, channels, shrink, side }
    this.stored.push(stored)
    return stored
  }

  private view(index: number): View {
    const view = this.views[index]
    if (!view) throw new Error(`layer ${index} is read before it is made`)
    return view
  }
}

function asView(stored: Stored): View {
  return { kind: 'stored', channels: stored.channels, shrink: stored.shrink, stored }
}

/** Whether `other` has taps that lie apart, and is of the shape of `layer` otherwise. */
function isSpread(other: Layer, layer: ConvLayer): boolean {
  if (other.op !== 'conv2d' || other.dilation === 1) return false
  const { kernel, stride, channels } = layer
  return other.in === layer.in && other.channels === channels && other.kernel === kernel && other.stride === stride
}

function buffersOf(view: View): number {
  return storedIn(view).length + normsIn(view).length
}
