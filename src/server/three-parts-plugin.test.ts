// The parts of three.js that a bundler must not drop are found where they are.
import { describe, expect, it } from 'vitest'
import { chainingModules } from './three-parts-plugin'

describe('the parts of three.js', () => {
  it('are kept where they give all nodes a method', () => {
    expect(chainingModules()).toEqual(
      expect.arrayContaining([
        'nodes/math/MathNode.js',
        'nodes/math/OperatorNode.js',
        'nodes/tsl/TSLBase.js',
        'nodes/tsl/TSLCore.js',
      ]),
    )
  })

  it('are left to the bundler where they only declare', () => {
    expect(chainingModules()).not.toContain('nodes/lighting/ShadowNode.js')
  })
})
