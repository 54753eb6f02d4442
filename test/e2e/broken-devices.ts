// Cameras and microphones that fail on command, and a server of addresses that lead nowhere good.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'

/** In the page: what stands between it and its devices. */
interface Devices {
  unplug(): void
  plug(): void
  taken: boolean
}

/**
 * Puts hands on the real devices of one kind. Chromium's fake camera and microphone can be neither pulled out nor taken by another
 * program, so what the browser would say then is said in its place: the track ends, the list is shorter, opening is refused.
 */
export async function holdDevices(page: Page, kind: 'videoinput' | 'audioinput'): Promise<void> {
  await page.addInitScript((held) => {
    const wanted = held === 'videoinput' ? 'video' : 'audio'
    const streams: MediaStream[] = []
    let away = false
    const changed = (): void => void navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
    const devices: Devices = {
      taken: false,
      unplug() {
        away = true
        for (const track of streams.splice(0).flatMap((stream) => stream.getTracks())) {
          track.stop()
          track.dispatchEvent(new Event('ended'))
        }
        changed()
      },
      plug() {
        away = false
        changed()
      },
    }
    Object.assign(globalThis, { devices })
    const { enumerateDevices, getUserMedia } = MediaDevices.prototype
    MediaDevices.prototype.enumerateDevices = async function () {
      const all = await enumerateDevices.call(this)
      return away ? all.filter((device) => device.kind !== held) : all
    }
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      const asked = Boolean(constraints?.[wanted])
      if (asked && away) throw new DOMException('Requested device not found', 'NotFoundError')
      if (asked && devices.taken) throw new DOMException(`Could not start ${wanted} source`, 'NotReadableError')
      const stream = await getUserMedia.call(this, constraints)
      if (asked) streams.push(stream)
      return stream
    }
  }, kind)
}

export function unplug(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as { devices: Devices }).devices.unplug())
}

export function plug(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as { devices: Devices }).devices.plug())
}

/** Another program takes the device, or lets go of it. */
export function takeDevice(page: Page, taken: boolean): Promise<void> {
  return page.evaluate((is) => {
    const { devices } = globalThis as unknown as { devices: Devices }
    devices.taken = is
  }, taken)
}

export interface BadServer {
  /** Without a slash at the end. */
  readonly url: string
  /** Nobody listens here. */
  readonly nobody: string
  close(): Promise<void>
}

/**
 * Another server than the page's: `/gone…` is answered 404, `/page…` with a web page, `/noise…` with bytes that mean nothing, and
 * `/closed…` with what is there, but for no other page to read.
 */
export async function badServer(): Promise<BadServer> {
  const server = createServer((request, response) => answer(request.url ?? '', response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port: empty } = free.address() as AddressInfo
  await new Promise((resolve) => free.close(resolve))
  return {
    url: `http://127.0.0.1:${port}`,
    nobody: `http://127.0.0.1:${empty}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(path: string, response: ServerResponse): void {
  if (!path.startsWith('/closed')) response.setHeader('access-control-allow-origin', '*')
  if (path.startsWith('/gone')) response.writeHead(404).end('not here')
  else if (path.startsWith('/page')) response.setHeader('content-type', 'text/html').end('<!doctype html><p>hello')
  else response.setHeader('content-type', 'application/octet-stream').end(Buffer.alloc(4096, 'noise '))
}
