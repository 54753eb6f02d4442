// Reading line and column out of a stack.
import { expect, it } from 'vitest'
import { placeInStack } from './source-location'

const STACK = `TypeError: x is not a function
    at helper (http://localhost:5173/src/stage/chain.ts:10:3)
    at Object.setup (http://localhost:5173/sketches/tunnel.ts?t=1700:42:17)
    at load (http://localhost:5173/src/stage/stage.ts:99:1)`

it('finds the frame of the file asked for', () => {
  expect(placeInStack(STACK, 'sketches/tunnel.ts')).toEqual({ line: 42, column: 17 })
})

it('takes no function for a file', () => {
  const stack = 'Error: no\n    at ../sketches/tunnel.ts (http://localhost:5173/src/live/library.ts:3:4)'
  expect(placeInStack(stack, 'sketches/tunnel.ts')).toBeNull()
})

it('knows when the stack does not pass through it', () => {
  expect(placeInStack(STACK, 'sketches/mirror.ts')).toBeNull()
  expect(placeInStack(undefined, 'sketches/mirror.ts')).toBeNull()
})
