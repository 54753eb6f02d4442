// A room whose walls are the painting and whose floor is a mirror; spheres of paint hang in it and answer the beat.
import { defineSketch, three as THREE, tsl } from '#engine'

const { color, mix, reflector, uniform, uv, vec2, vec4 } = tsl

const ROOM = { width: 6, height: 3.4, depth: 8 }

export default defineSketch({
  title: 'Mirror room',
  about: 'A room papered with the painting, with a wet black floor and spheres that swing with the beat.',
  style: 'udnie',
  knobs: {
    walk: { kind: 'number', label: 'Walk', min: 0, max: 1, default: 0.5, help: 'How far the visitor wanders.' },
    swing: {
      kind: 'number',
      label: 'Swing',
      min: 0,
      max: 1,
      default: 0.6,
      help: 'How much the spheres answer the beat.',
    },
    shine: { kind: 'number', label: 'Shine', min: 0, max: 1, default: 0.55, help: 'How clearly the floor mirrors.' },
  },
  setup({ painting, audio, knob, time, width, height, scene, random }) {
    const world = new THREE.Scene()
    const eye = new THREE.PerspectiveCamera(62, width / height, 0.1, 40)
    const made: { dispose(): void }[] = []
    const keep = <T extends { dispose(): void }>(thing: T): T => {
      made.push(thing)
      return thing
    }
    const glow = uniform(1)
    const shine = uniform(0.5)

    const wall = (w: number, h: number, flip: boolean): THREE.Mesh => {
      const paper = painting.fit('cover', w / h)
      const material = keep(new THREE.MeshBasicNodeMaterial())
      const at = flip ? vec2(uv().x.oneMinus(), uv().y) : uv()
      const dusk = mix(0.35, 1, uv().y.smoothstep(-0.1, 0.7))
      material.colorNode = vec4(paper.node(at).rgb.mul(dusk).mul(glow), 1)
      const mesh = new THREE.Mesh(keep(new THREE.PlaneGeometry(w, h)), material)
      world.add(mesh)
      return mesh
    }
    const { width: w, height: h, depth: d } = ROOM
    wall(w, h, false).position.set(0, h / 2, -d / 2)
    const left = wall(d, h, true)
    left.position.set(-w / 2, h / 2, 0)
    left.rotation.y = Math.PI / 2
    const right = wall(d, h, false)
    right.position.set(w / 2, h / 2, 0)
    right.rotation.y = -Math.PI / 2
    const ceiling = wall(w, d, true)
    ceiling.position.set(0, h, 0)
    ceiling.rotation.x = Math.PI / 2

    // A stand-in of its own: three.js keeps every mirror that began with the one they share.
    const blank = keep(new THREE.RenderTarget(1, 1)).texture
    const glass = { resolutionScale: 0.5, defaultTexture: blank }
    const mirror = reflector(glass)
    mirror.target.rotateX(-Math.PI / 2)
    world.add(mirror.target)
    const floor = keep(new THREE.MeshBasicNodeMaterial())
    floor.colorNode = vec4(mix(color(0x040405).rgb, mirror.rgb, shine), 1)
    const ground = new THREE.Mesh(keep(new THREE.PlaneGeometry(w, d)), floor)
    ground.rotation.x = -Math.PI / 2
    world.add(ground)

    const ball = keep(new THREE.SphereGeometry(1, 48, 32))
    const spheres = Array.from({ length: 7 }, (_, i) => {
      const material = keep(new THREE.MeshBasicNodeMaterial())
      const rim = tsl.normalView.z.clamp(0, 1)
      material.colorNode = vec4(
        painting.node(tsl.normalView.xy.mul(0.42).add(0.5)).rgb.mul(rim.mul(0.75).add(0.25)).mul(glow),
        1,
      )
      const mesh = new THREE.Mesh(ball, material)
      const size = 0.16 + random() * 0.26
      mesh.scale.setScalar(size)
      world.add(mesh)
      const home = new THREE.Vector3((random() - 0.5) * w * 0.7, 0.7 + random() * 1.8, -2.6 + random() * 4)
      return { mesh, home, phase: i * 1.7 }
    })

    let hop = 0
    return {
      show: scene(world, eye)
        .bloom({ strength: () => 0.3 + 0.35 * audio.onset() })
        .vignette({ amount: 0.5 }),
      frame({ dt }) {
        const t = time()
        hop += (audio.beat() * knob.swing() - hop) * (1 - Math.exp(-dt / 0.05))
        glow.value = 0.85 + 0.3 * audio.level()
        shine.value = knob.shine()
        for (const { mesh, home, phase } of spheres) {
          mesh.position.set(
            home.x + Math.sin(t * 0.4 + phase) * 0.35,
            home.y + Math.sin(t * 0.7 + phase * 2) * 0.12 + hop * 0.28,
            home.z + Math.cos(t * 0.3 + phase) * 0.4,
          )
        }
        const walk = knob.walk()
        eye.position.set(
          Math.sin(t * 0.17) * 1.3 * walk,
          1.45 + Math.sin(t * 0.23) * 0.15 * walk,
          3.1 + Math.sin(t * 0.11) * 0.6 * walk,
        )
        eye.lookAt(Math.sin(t * 0.13) * 1.1 * walk, 1.35, -2)
      },
      dispose() {
        for (const thing of made) thing.dispose()
        mirror.reflector.dispose()
      },
    }
  },
})
