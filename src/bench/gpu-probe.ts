// Watches everything that this page asks of WebGPU, whoever asks: dispatches, what they bind, what is made, what is read back.
// It stands between the callers and the browser's own prototypes, so a library with a device of its own is counted like ours.
import type { Disposable } from '../core/scope'
import type { Bytes } from '../core/units'
import { TIMER_LABEL } from '../gpu/gpu-timer'
import { type GpuCount, watchDevice } from '../gpu/resource-counter'
import type { GpuWork } from './contest'

/** Everything on a device that a frame should not have to make. */
const MAKERS = [
  'createBuffer',
  'createTexture',
  'createSampler',
  'createBindGroup',
  'createBindGroupLayout',
  'createPipelineLayout',
  'createShaderModule',
  'createComputePipeline',
  'createComputePipelineAsync',
  'createRenderPipeline',
  'createRenderPipelineAsync',
  'createQuerySet',
] as const

export interface GpuProbe extends Disposable {
  /** Since it was made; ask before and after, and subtract. */
  count(): GpuWork
  /** The devices that were given out since it was made, oldest first. */
  readonly devices: readonly { readonly device: GPUDevice; readonly count: GpuCount }[]
}

type Args = readonly unknown[]

/** Null where the browser has no WebGPU. One at a time. */
export function watchGpu(): GpuProbe | null {
  if (!('gpu' in navigator)) return null
  const undo: (() => void)[] = []
  const tap = (owner: object, name: string, seen: (self: object, args: Args, result: unknown) => void): void => {
    const original: unknown = Reflect.get(owner, name)
    if (typeof original !== 'function') return
    const tapped: unknown = new Proxy(original, {
      apply(target, self: object, args: unknown[]) {
        const result: unknown = Reflect.apply(target, self, args)
        seen(self, args, result)
        return result
      },
    })
    Reflect.set(owner, name, tapped)
    undo.push(() => void Reflect.set(owner, name, original))
  }

  let [dispatches, boundBytes, made, readbacks] = [0, 0, 0, 0]
  const devices: { device: GPUDevice; count: GpuCount }[] = []
  const viewBytes = new WeakMap<object, Bytes>()
  const groupBytes = new WeakMap<object, Bytes>()
  const bound = new WeakMap<object, Bytes[]>()

  tap(GPUAdapter.prototype, 'requestDevice', (_self, _args, result) => {
    if (!(result instanceof Promise)) return
    // Before whoever asked sees the device: this is the first to listen.
    result.then((device) => devices.push({ device, count: watchDevice(device) })).catch(() => undefined)
  })
  for (const name of MAKERS) tap(GPUDevice.prototype, name, () => made++)
  tap(GPUDevice.prototype, 'createBindGroup', (_self, [descriptor], group) => {
    const { entries } = descriptor as GPUBindGroupDescriptor
    if (isObject(group)) groupBytes.set(group, sum([...entries].map(({ resource }) => bytesOf(resource, viewBytes))))
  })
  tap(GPUTexture.prototype, 'createView', (self, _args, view) => {
    made++
    if (self instanceof GPUTexture && isObject(view)) viewBytes.set(view, self.width * self.height * 4)
  })
  tap(GPUComputePassEncoder.prototype, 'setBindGroup', (self, [index, group]) => {
    const groups = bound.get(self) ?? []
    if (typeof index === 'number') groups[index] = isObject(group) ? (groupBytes.get(group) ?? 0) : 0
    bound.set(self, groups)
  })
  for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect']) {
    tap(GPUComputePassEncoder.prototype, name, (self) => {
      dispatches++
      boundBytes += sum(bound.get(self) ?? [])
    })
  }
  tap(GPUBuffer.prototype, 'mapAsync', (self, [mode]) => {
    if (self instanceof GPUBuffer && self.label.startsWith(TIMER_LABEL)) return
    if (typeof mode === 'number' && (mode & GPUMapMode.READ) !== 0) readbacks++
  })

  return {
    devices,
    count: () => ({ dispatches, boundBytes, made, readbacks }),
    dispose() {
      for (const back of undo.reverse()) back()
      undo.length = 0
    },
  }
}

/** What was done between two counts. */
export function workBetween(before: GpuWork, after: GpuWork): GpuWork {
  return {
    dispatches: after.dispatches - before.dispatches,
    boundBytes: after.boundBytes - before.boundBytes,
    made: after.made - before.made,
    readbacks: after.readbacks - before.readbacks,
  }
}

function bytesOf(resource: GPUBindingResource, views: WeakMap<object, Bytes>): Bytes {
  if (resource instanceof GPUBuffer) return resource.size
  if (resource instanceof GPUTexture) return resource.width * resource.height * 4
  if ('buffer' in resource) return resource.size ?? resource.buffer.size - (resource.offset ?? 0)
  return views.get(resource) ?? 0
}

function sum(values: readonly number[]): number {
  // Slots may be empty: a pass need not begin at group 0.
  return values.reduce((all, value) => all + value, 0)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
