// Two painters, one canvas: on every beat the brush passes to the other, each keeping its own side of the picture.
import { defineSketch, tsl } from '#engine'

const { mix, smoothstep, uniform, vec4 } = tsl

const PAINTERS = ['the-scream', 'great-wave'] as const

export default defineSketch({
  title: 'Duet',
  about: 'Two styles share the stage along a moving line; the beat hands the brush from one to the other.',
  style: PAINTERS[0],
  knobs: {
    bars: {
      kind: 'number',
      label: 'Beats a turn',
      min: 1,
      max: 16,
      step: 1,
      default: 2,
      help: 'How many beats each painter keeps the brush.',
    },
    sway: {
      kind: 'number',
      label: 'Sway',
      min: 0,
      max: 0.4,
      default: 0.14,
      help: 'How far the line between them moves.',
    },
    soft: { kind: 'number', label: 'Soft edge', min: 0, max: 0.3, default: 0.03 },
  },
  setup({ painting, picture, audio, knob, time, setStyle, paintedMix }) {
    // Without a beat the brush changes hands every two seconds.
    const turn = (): number => {
      const beats = audio.tempo() > 0 ? audio.beatCount() : time() / 2
      return Math.floor(beats / Math.max(1, Math.round(knob.bars()))) % PAINTERS.length
    }
    const isBy = (n: number) => (): number => ((paintedMix()[PAINTERS[n] ?? ''] ?? 0) > 0.9 ? 1 : 0)
    const left = painting.hold({ gate: isBy(0) })
    const right = painting.hold({ gate: isBy(1) })

    const line = uniform(0.5)
    const soft = uniform(0.03)
    const flash = uniform(0)
    // A side that nobody has painted yet shows what there is.
    const bare = [uniform(1), uniform(1)] as const
    let asked = -1

    return {
      show: left
        .through(() => (st) => {
          const now = painting.sampler(st)
          const a = mix(left.sampler(st), now, bare[0])
          const b = mix(right.sampler(st), now, bare[1])
          const edge = st.x.add(st.y.sub(0.5).mul(0.18)).sub(line)
          const side = smoothstep(soft.negate(), soft, edge)
          const seam = smoothstep(0.012, 0, edge.abs()).mul(flash)
          return vec4(mix(a.rgb, b.rgb, side).add(seam), 1)
        })
        .mix(picture, { amount: () => 0.06 * audio.onset() })
        .bloom({ strength: () => 0.25 + 0.5 * audio.onset() })
        .vignette({ amount: 0.4 }),
      frame({ dt }) {
        const now = turn()
        if (now !== asked) {
          asked = now
          setStyle(PAINTERS[now] ?? PAINTERS[0], { seconds: 0 })
        }
        const goal = 0.5 + knob.sway() * (now === 0 ? 1 : -1)
        line.value += (goal - line.value) * (1 - Math.exp(-dt / 0.18))
        soft.value = Math.max(0.001, knob.soft())
        flash.value = 0.35 * audio.beat()
        bare.forEach((uncovered, n) => {
          if (isBy(n)() === 1) uncovered.value = 0
        })
      },
    }
  },
})
