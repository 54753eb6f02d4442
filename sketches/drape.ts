// The painting on a moving cloth: bass rolls through it, bright paint stands out of it, a warm lamp grazes it.
import { defineSketch, three as THREE, tsl, type FloatNode, type Vec2Node } from '#engine'

const {
  float,
  mx_noise_float,
  normalize,
  positionLocal,
  sin,
  transformNormalToView,
  uniform,
  uv,
  varying,
  vec2,
  vec3,
} = tsl

/** Wide enough that its edge stays out of the picture while the camera walks. */
const CLOTH = { width: 5.4, height: 3.2 }
/** How far the camera stands off. */
const AWAY = 3.1

export default defineSketch({
  title: 'Drape',
  about: 'The painting woven into a cloth that the bass sets moving, in the light of one lamp.',
  style: 'great-wave',
  knobs: {
    swell: {
      kind: 'number',
      label: 'Swell',
      min: 0,
      max: 1.5,
      default: 0.55,
      help: 'How high the bass lifts the cloth.',
    },
    relief: {
      kind: 'number',
      label: 'Relief',
      min: 0,
      max: 0.6,
      default: 0.22,
      help: 'How far bright paint stands out.',
    },
    orbit: { kind: 'number', label: 'Orbit', min: 0, max: 1, default: 0.35, help: 'How far the camera walks round.' },
  },
  setup({ painting, audio, knob, time, width, height, scene }) {
    const world = new THREE.Scene()
    const eye = new THREE.PerspectiveCamera(38, width / height, 0.1, 30)
    const cloth = new THREE.PlaneGeometry(CLOTH.width, CLOTH.height, 176, 104)
    const phase = uniform(0)
    const swell = uniform(0)
    const relief = uniform(0)

    const paint = painting.fit('cover', CLOTH.width / CLOTH.height)
    const height3 = (place: Vec2Node): FloatNode => {
      const roll = sin(place.x.mul(5.2).sub(phase.mul(1.3))).mul(sin(place.y.mul(3.1).add(phase.mul(0.7))))
      const grain = mx_noise_float(vec3(place.mul(3.2), phase.mul(0.35)))
      return roll.mul(0.6).add(grain.mul(0.4)).mul(swell)
    }
    const colour = paint.node()
    // Bright paint stands out; the mean of five places, because a single texel would stand out as a needle.
    const grey = vec3(0.2125, 0.7154, 0.0721)
    const lift = [vec2(0, 0), vec2(0.02, 0), vec2(-0.02, 0), vec2(0, 0.03), vec2(0, -0.03)]
      .map((away) => paint.node(uv().add(away)).rgb.dot(grey))
      .reduce((a, b): FloatNode => a.add(b))
      .mul(relief.div(5))

    // The normal from three heights: analytic would be faster, this one follows whatever the swell is made of. The mesh is fine
    // enough to reckon it at its corners.
    const step = float(0.01)
    const here = height3(uv())
    const slopeX = height3(uv().add(vec2(step, 0)))
      .sub(here)
      .div(step.mul(CLOTH.width))
    const slopeY = height3(uv().add(vec2(0, step)))
      .sub(here)
      .div(step.mul(CLOTH.height))

    const slope = varying(vec2(slopeX, slopeY))

    const material = new THREE.MeshStandardNodeMaterial({ side: THREE.DoubleSide, roughness: 0.62, metalness: 0 })
    material.positionNode = positionLocal.add(vec3(0, 0, here.add(lift)))
    material.normalNode = transformNormalToView(normalize(vec3(slope.negate(), 1)))
    material.colorNode = colour.rgb
    material.emissiveNode = colour.rgb.mul(0.3)
    world.add(new THREE.Mesh(cloth, material))

    const lamp = new THREE.PointLight(0xffd9b0, 8, 0, 1.4)
    const sky = new THREE.HemisphereLight(0x9fb4ff, 0x3a2412, 1.1)
    world.add(lamp, sky)

    return {
      show: scene(world, eye)
        .bloom({ strength: () => 0.35 + 0.4 * audio.onset() })
        .vignette({ amount: 0.5 }),
      frame({ dt }) {
        phase.value += dt * (0.5 + 1.6 * audio.level())
        swell.value += (knob.swell() * (0.25 + audio.bass()) - swell.value) * (1 - Math.exp(-dt / 0.08))
        relief.value = knob.relief()
        const turn = Math.sin(time() * 0.21) * knob.orbit()
        eye.position.set(Math.sin(turn) * AWAY, 0.35 + Math.sin(time() * 0.13) * 0.35, Math.cos(turn) * AWAY)
        eye.lookAt(0, 0, 0)
        // A very wide stage would see past the cloth's sides: there the view is narrowed.
        const tangent = Math.min(Math.tan(Math.PI / 9.5), (0.37 * CLOTH.width) / (AWAY * eye.aspect))
        eye.fov = (Math.atan(tangent) * 360) / Math.PI
        eye.updateProjectionMatrix()
        lamp.position.set(Math.sin(time() * 0.4) * 2.2, 1.4, 1.5)
      },
      dispose() {
        cloth.dispose()
        material.dispose()
      },
    }
  },
})
