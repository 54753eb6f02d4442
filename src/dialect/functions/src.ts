// src: whatever a texture holds: an output, a camera, a film, another chain.
import { defineFunction } from '../function-record'

export default defineFunction({
  name: 'src',
  kind: 'src',
  doc: 'What an output or an external source shows; src(o0) on o0 is its own last frame.',
  example: 'src(o0).modulate(noise(3), 0.02).blend(osc(10, 0.1, 1), 0.08)',
  args: { texture: { type: 'texture', help: 'An output, a source or a chain.' } },
  build: (st, { texture }) => texture(st),
})
