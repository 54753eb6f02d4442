// The whole screen for the stage, and back.

export async function toggleFullscreen(view: Document = document): Promise<void> {
  if (view.fullscreenElement) await view.exitFullscreen()
  else await view.documentElement.requestFullscreen()
}
