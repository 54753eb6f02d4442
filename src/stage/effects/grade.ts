// Grade: the light and the colours of the whole picture, as at a colourist's desk.
import { exp2, float, max, mix, pow, vec3, vec4 } from 'three/tsl'
import { defineEffect, type ParamsOf } from '../effect'
import { hueTurned, luma, TURN } from '../transform2d'

const params = {
  exposure: {
    kind: 'number',
    label: 'Exposure',
    help: 'One step is twice the light.',
    min: -4,
    max: 4,
    default: 0,
    unit: 'EV',
  },
  contrast: { kind: 'number', label: 'Contrast', min: 0, max: 3, default: 1, unit: '×' },
  saturation: { kind: 'number', label: 'Saturation', help: '0 is grey.', min: 0, max: 3, default: 1, unit: '×' },
  hue: { kind: 'number', label: 'Hue', help: 'Turns every colour.', min: -TURN, max: TURN, default: 0, unit: 'rad' },
  temperature: {
    kind: 'number',
    label: 'Temperature',
    help: 'Below 0 colder, above 0 warmer.',
    min: -1,
    max: 1,
    default: 0,
  },
  lift: {
    kind: 'number',
    label: 'Lift',
    help: 'Raises the shadows to a grey, or sinks them.',
    min: -0.5,
    max: 0.5,
    default: 0,
  },
} as const

/** A stop of light on encoded values: a screen's curve is close to a power of 2.2. */
const ENCODED_STOP = 1 / 2.2

export default defineEffect({
  name: 'grade',
  label: 'Grade',
  help: 'Sets light, contrast and colour of the whole picture.',
  params,
  build:
    (_, input, { exposure, contrast, saturation, hue, temperature, lift }) =>
    (st) => {
      const c = input(st)
      const exposed = max(c.rgb, 0).mul(exp2(exposure.mul(ENCODED_STOP)))
      const warm = exposed.mul(exp2(vec3(0.28, 0.02, -0.36).mul(temperature)))
      // An S about middle grey that keeps black at black and white at white, so that skies and faces do not burn out.
      const below = pow(max(warm, 1e-4), vec3(contrast)).mul(pow(float(2), contrast.sub(1)))
      const above = pow(max(float(1).sub(warm), 1e-4), vec3(contrast))
        .mul(pow(float(2), contrast.sub(1)))
        .oneMinus()
      const curved = mix(below, above, warm.sub(0.5).mul(1e4).add(0.5).clamp(0, 1))
      // Light above white has no place on the S: it stays above.
      const shaped = curved.add(max(warm.sub(1), 0))
      const tinted = hueTurned(shaped, hue)
      const rich = mix(vec3(luma(tinted)), tinted, saturation)
      return vec4(max(rich.mul(lift.oneMinus()).add(lift), 0), c.a)
    },
})

declare module '../chain' {
  interface Chain {
    /** Sets light, contrast and colour of the whole picture. */
    grade(values?: ParamsOf<typeof params>): Chain
  }
}
