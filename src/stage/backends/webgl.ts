// three.js's WebGL 2 backend, fetched only where the stage draws without WebGPU.
export { WebGLBackend } from 'three/webgpu'
