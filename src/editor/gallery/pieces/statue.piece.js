// Statue
// A knot of wire in three dimensions, lit by two lamps and painted while it turns; three is the whole of three.js.
// finished works

const world = new three.Scene()
const eye = new three.PerspectiveCamera(40, width / height, 0.1, 50)
eye.position.z = 5.4

const knot = new three.Mesh(
  new three.TorusKnotGeometry(1.15, 0.36, 160, 24, 2, 3),
  new three.MeshStandardMaterial({ color: 0xf2e6d0, roughness: 0.45 }),
)
const warm = new three.PointLight(0xff7a3a, 60)
const cold = new three.PointLight(0x3a6aff, 60)
warm.position.set(3, 2, 3)
cold.position.set(-3, -1, 2)
world.add(knot, warm, cold, new three.HemisphereLight(0xffffff, 0x202040, 0.5))

update = () => {
  knot.rotation.set(time * 0.31, time * 0.43, 0)
  knot.scale.setScalar(1 + 0.15 * audio.bass)
}

fbm(2, 0.06)
  .palette(0.55, 0.35, 0.85)
  .color(0.5, 0.45, 0.6)
  .layer(scene(world, eye))
  .style({ cyclist: 0.6, udnie: 0.4 }, knob('chisel', 0.85))
  .bloom(audio.onset.range(0.3, 0.7), 0.6)
  .out()
