// One of the threads that help to paint: sleeps until a picture comes, does its share of the rows, sleeps again.
import { Crew } from './worker-context'
import { JOINED, type JoinMessage } from './simd-messages'

addEventListener('message', ({ data }: MessageEvent<JoinMessage>) => {
  const crew = new Crew(data.parts, data.fused, data.fixed, data.place)
  postMessage(JOINED)
  // Never goes back to its messages: it ends with the worker that started it.
  for (;;) {
    const { width, height, threads } = crew.team.wait()
    crew.paint(width, height, threads)
  }
})
