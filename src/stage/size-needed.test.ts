// What pictures have to fill: the larger of stage and painting, and the stage of before while there is none.
import { expect, it } from 'vitest'
import { sizeNeeded } from './size-needed'

it('is the box of stage and painting, all of it before the first stage, and keeps while a lost stage is made again', () => {
  let stage: { drawn: { width: number; height: number } } | null = null
  const painter = { modelSize: (aspect: number) => ({ width: 256, height: Math.round(256 / aspect) }) }
  const needed = sizeNeeded({ keeper: () => ({ stage }), painter: () => painter })
  expect(needed()).toEqual({ width: Infinity, height: Infinity })
  stage = { drawn: { width: 640, height: 360 } }
  expect(needed()).toEqual({ width: 640, height: 360 })
  stage = null
  expect(needed()).toEqual({ width: 640, height: 360 })
  stage = { drawn: { width: 90, height: 160 } }
  expect(needed()).toEqual({ width: 256, height: 160 })
})
