// The bench's page from the first click to the copied report, with runtimes that are quick on any machine and one that fails.
import models from 'virtual:impasto-models'
import { afterEach, describe, expect, it } from 'vitest'
import { type BenchHandle, createBenchPage } from './bench-page'
import { RUNTIMES } from './runtimes'

let handle: BenchHandle | null = null
const mount = document.createElement('div')
document.body.append(mount)
afterEach(() => handle?.dispose())

function open(search: string): BenchHandle {
  handle = createBenchPage({ mount, models, runtimes: RUNTIMES, search })
  return handle
}

function button(text: string): HTMLButtonElement {
  const found = [...mount.querySelectorAll('button')].find((b) => b.textContent === text)
  if (!found) throw new Error(`there is no button '${text}'`)
  return found
}

describe('the bench', () => {
  it('measures who can, says why another could not, draws, and hands over the report', async () => {
    // No software GPU calculates with half floats.
    const page = open('?size=64x64&frames=1&model=bank-1&runtimes=ort-wasm,impasto-webgpu-f16')
    const boxes = [...mount.querySelectorAll<HTMLInputElement>('fieldset:last-of-type input')]
    expect(boxes.filter((box) => box.checked)).toHaveLength(2)
    button('Start').click()
    expect(button('Stop').textContent).toBe('Stop')
    await expect.poll(() => page.done, { timeout: 120_000 }).toBe(true)

    const [contest] = page.report?.contests ?? []
    expect(contest?.runs.map(({ runtime }) => runtime)).toEqual(['ort-wasm'])
    expect(mount.querySelector('.bars')?.getAttribute('aria-label')).toMatch(/onnxruntime-web WASM [\d.]+ ms/)
    expect(mount.querySelector('.failed')?.textContent).toMatch(/Impasto WebGPU f16did not run: .*shader-f16/)
    const area = mount.querySelector('textarea')
    expect(area?.value).toContain('| onnxruntime-web WASM |')
    expect(area?.value).toContain('Impasto WebGPU f16 did not run')
    button('Copy JSON').click()
    expect(JSON.parse(area?.value ?? '')).toEqual(page.report)
    expect(page.report?.complete).toBe(true)
  })

  it('stops when it is told to, says what the address got wrong, and can begin again', async () => {
    const page = open('?auto=1&size=64x64&frames=1000&runtimes=ort-wasm&drift=-1')
    expect(mount.textContent).toContain('The address says drift=-1; it takes a number from 0 to 3600. Taking 0.')
    await expect.poll(() => page.status, { timeout: 120_000 }).toMatch(/round ([2-9]|\d\d+) of 1000/)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    await expect.poll(() => page.done).toBe(true)
    expect(page.report?.complete).toBe(false)
    expect(mount.querySelector('.says')?.textContent).toBe('Stopped: what was measured until then is below.')
    expect(page.report?.contests[0]?.runs[0]?.roundsMs.length).toBeGreaterThan(0)
    expect(button('Start').disabled).toBe(false)
  })
})
