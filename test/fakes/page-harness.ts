// The page over a painting, without the engine: for looking at the interface. ?picture=<url> takes another picture.
import { createPage } from '../../src/ui/page'
import { RealClock } from '../../src/core/clock'
import { createPageStand } from './page-stand'

const PAINTING = '/test/golden/bank-1/astronaut--great-wave.png'

const stage = document.querySelector<HTMLElement>('#stage')
const mount = document.querySelector<HTMLElement>('#page')
if (!stage || !mount) throw new Error('The harness page needs #stage and #page.')

const picture = document.createElement('canvas')
stage.append(picture)
const painting = new Image()
painting.src = new URLSearchParams(location.search).get('picture') ?? PAINTING
await painting.decode()

const clock = new RealClock()
const stand = createPageStand(() => clock.now())
const { show, log } = stand
show.drive('sketch/portrait/glow', () => 0.5 + 0.4 * Math.sin(1.4 * clock.now()))
const page = createPage({
  mount,
  show,
  log,
  hooks: {
    ...stand.hooks,
    async paintThumbnail(id, canvas) {
      const turn = (stand.styles.findIndex((s) => s.id === id) * 360) / stand.styles.length
      const pen = canvas.getContext('2d')
      if (!pen) return false
      pen.filter = `hue-rotate(${turn}deg) saturate(1.3)`
      pen.drawImage(painting, 0, 0, canvas.width, canvas.height)
      return true
    },
    async previewCamera() {
      return picture.captureStream(5)
    },
  },
})
page.say('Playing the demo film. Press ? for the keys.')
Object.assign(globalThis, { page, show, log, stand })

const draw = (milliseconds: number): void => {
  const time = milliseconds / 1000
  const phase = (time * 128) / 60 - Math.floor((time * 128) / 60)
  stand.audio = { ...stand.audio, phase, beat: Math.exp(-4 * phase), bass: 0.3 + 0.6 * Math.exp(-6 * phase) }
  if (picture.width !== innerWidth) picture.width = innerWidth
  if (picture.height !== innerHeight) picture.height = innerHeight
  const scale = Math.max(innerWidth / painting.width, innerHeight / painting.height)
  const [w, h] = [painting.width * scale, painting.height * scale]
  picture.getContext('2d')?.drawImage(painting, (innerWidth - w) / 2, (innerHeight - h) / 2, w, h)
  show.tick(time)
  requestAnimationFrame(draw)
}
requestAnimationFrame(draw)
