// The report as Markdown, for an issue, a chat or a blog.
import type { Contest, DriftRun, Environment, PipelineRun, Report } from './report'

export function reportMarkdown({ date, environment, contests, pipeline, drift, complete }: Report): string {
  return [
    `# Style transfer in the browser, ${date.slice(0, 10)}`,
    environmentLines(environment).join('\n'),
    ...(complete ? [] : ['Stopped before its end.']),
    ...contests.map(contestText),
    ...(pipeline.length === 0 ? [] : [pipelineText(pipeline)]),
    ...drift.map(driftText),
  ].join('\n\n')
}

function environmentLines(environment: Environment): string[] {
  const { adapter, software, features, browser, cores, memory, isolated, heapBytes, wasHidden } = environment
  return [
    `- Graphics: ${adapter}${software ? ' (in software: no picture of a real GPU)' : ''}`,
    `- WebGPU features: ${features.length === 0 ? 'none' : features.join(', ')}`,
    `- Browser: ${browser}`,
    `- Processor: ${cores} threads${memory === null ? '' : `, at least ${memory} GiB`}; WASM ${isolated ? 'may use them' : 'uses one (the page is not cross-origin isolated)'}`,
    ...(heapBytes === null ? [] : [`- JavaScript heap at the end: ${megabytes(heapBytes)}`]),
    ...(wasHidden ? ['- The page was out of sight for a while, and browsers slow such pages down.'] : []),
  ]
}

/** The heading, the table, the ratios, and who could not. */
export function contestText(contest: Contest): string {
  const { model, style, size, frames, runs, failed, ratios } = contest
  const rows = runs.map((run) => [
    run.title,
    milliseconds(run.medianMs),
    milliseconds(run.p95Ms),
    run.gpuMs === null ? '' : milliseconds(run.gpuMs),
    milliseconds(run.firstMs),
    run.maxAbsDiff === null ? '' : `${run.maxAbsDiff}`,
    run.meanAbsDiff === null ? '' : run.meanAbsDiff.toFixed(2),
    count(run.dispatches),
    run.bytes === null ? '' : megabytes(run.bytes) + (run.bytesFrom === 'bindings' ? ' bound' : ''),
    run.leastBytes === null ? '' : megabytes(run.leastBytes),
    run.gpuBytes === null ? '' : megabytes(run.gpuBytes),
    count(run.made),
    count(run.readbacks),
  ])
  const head = [
    'runtime',
    'median ms',
    'p95 ms',
    'GPU ms',
    'first ms',
    'worst of 255',
    'mean',
    'dispatches',
    'moved',
    'least',
    'GPU memory',
    'made',
    'read back',
  ]
  return [
    `## ${model} (${style}), ${size.width}×${size.height}, ${frames} ${frames === 1 ? 'round' : 'rounds'} in turns`,
    ...(rows.length === 0 ? [] : [table(head, rows)]),
    ...(Object.keys(ratios).length === 0 ? [] : [ratioLines(ratios).join('\n')]),
    ...(failed.length === 0
      ? []
      : [failed.map(({ title, why }) => `- ${title} did not run: ${oneLine(why)}`).join('\n')]),
  ].join('\n\n')
}

export function ratioLines(ratios: Contest['ratios']): string[] {
  return Object.entries(ratios).map(([pair, ratio]) => `- ${pair}: ${ratio.toFixed(2)}`)
}

function pipelineText(runs: readonly PipelineRun[]): string {
  const rows = runs.map((run) => [
    run.backend,
    `${run.size.width}×${run.size.height}`,
    run.frameAgeMs === null ? (run.why ?? '') : milliseconds(run.frameAgeMs),
    run.frameAgeP95Ms === null ? '' : milliseconds(run.frameAgeP95Ms),
    run.modelFps.toFixed(1),
    run.stageFps.toFixed(1),
  ])
  const head = ['backend', 'model size', 'age of the picture, ms', 'p95', 'paintings a second', 'stage frames a second']
  return ['## The whole page, playing the built-in film', table(head, rows)].join('\n\n')
}

function driftText({ title, size, points, slowdown, why }: DriftRun): string {
  const line = points.map(({ second, medianMs }) => `${second.toFixed(0)} s: ${milliseconds(medianMs)}`).join(', ')
  return `## Without a pause: ${title}, ${size.width}×${size.height}\n\nMedians of 5 s, ms: ${line}. Last against first: ${slowdown.toFixed(2)}.${why === null ? '' : ` It ended early: ${oneLine(why)}`}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(oneLine).join(' | ')} |`
  // Words to the left, figures to the right.
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`)
}

export function milliseconds(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function count(value: number | null): string {
  return value === null ? '' : String(value)
}
