// three.js's lit materials and lights, fetched with the first scene: pictures alone need none of them.
export { StandardNodeLibrary } from 'three/webgpu'
