// three.js's WebGPU backend, fetched only where the stage draws with WebGPU.
export { WebGPUBackend } from 'three/webgpu'
