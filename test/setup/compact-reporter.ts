// Reports a run in few lines: one per file, a capped account of each failure, seconds per project; keeps the counts in a file for `npm test`.
import { writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { UserConsoleLog } from 'vitest'
import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node'
import { countsOf, type Counts } from './counts.mjs'

/** Set by test.mjs: where the counts go. */
const COUNTS_FILE = process.env['IMPASTO_COUNTS']
const ERROR_LINES = 24
const LINE_WIDTH = 240
const LOGS_PER_FILE = 5

interface ProjectSum extends Counts {
  seconds: number
}

export default class CompactReporter implements Reporter {
  private readonly projects = new Map<string, ProjectSum>()
  /** By module id: what a file's tests logged, each line once, the first few. */
  private readonly logs = new Map<string, Set<string>>()
  private unhandled = 0

  onUserConsoleLog(log: UserConsoleLog): void {
    // A task's id begins with its file's: '12345_0_3' belongs to file '12345'.
    const file = log.taskId?.split('_')[0] ?? ''
    const lines = this.logs.get(file) ?? new Set<string>()
    this.logs.set(file, lines)
    if (lines.size < LOGS_PER_FILE) lines.add(shorten(log.content.trim(), 2))
  }

  onTestModuleEnd(module: TestModule): void {
    const { passed, failed, skipped, failures } = accountOf(module)
    const seconds = module.diagnostic().duration / 1000
    const sum = this.projects.get(module.project.name) ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 }
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
    sum.seconds += seconds
    this.projects.set(module.project.name, sum)
    const left = skipped > 0 ? `, ${skipped} skipped` : ''
    const wrong = failed > 0 ? `, ${failed} FAILED` : ''
    console.log(
      `${failed > 0 ? '✗' : '✓'} ${module.project.name}  ${module.relativeModuleId}  ${passed} passed${wrong}${left}  ${seconds.toFixed(1)} s`,
    )
    for (const failure of failures) console.log(indent(failure))
    if (failed > 0) for (const line of this.logs.get(module.id) ?? []) console.log(indent(`log: ${line}`))
    this.logs.delete(module.id)
    this.save()
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: TestRunEndReason): void {
    this.unhandled = unhandled.length
    for (const error of unhandled.slice(0, 5)) console.log(`✗ outside any test\n${indent(textOf(error))}`)
    if (reason === 'interrupted') console.log('The run was interrupted.')
    for (const [name, sum] of this.projects) {
      const left = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
      console.log(`${name}: ${sum.passed} passed, ${sum.failed} failed${left}, ${sum.seconds.toFixed(0)} s`)
    }
    this.save()
  }

  private save(): void {
    if (COUNTS_FILE) writeFileSync(COUNTS_FILE, JSON.stringify(countsOf(this.projects.values(), this.unhandled)))
  }
}

function accountOf(module: TestModule): Counts & { failures: string[] } {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const failures: string[] = []
  for (const test of module.children.allTests()) {
    const result = test.result()
    if (result.state === 'passed') counts.passed++
    else if (result.state === 'failed') {
      counts.failed++
      failures.push(`✗ ${test.fullName}\n${indent(result.errors.map(textOf).join('\n'))}`)
    } else counts.skipped++
  }
  // A file that does not load, and a hook that throws, are failures without a test.
  for (const suite of [module, ...module.children.allSuites()]) {
    for (const error of suite.errors()) {
      counts.failed++
      failures.push(
        `✗ ${suite.type === 'module' ? 'the file' : suite.fullName}, outside its tests\n${indent(textOf(error))}`,
      )
    }
  }
  return { ...counts, failures }
}

function textOf(
  error: SerializedError | { message: string; stacks?: readonly { file: string; line: number }[] | undefined },
): string {
  const place = 'stacks' in error ? error.stacks?.find((frame) => !frame.file.includes('node_modules')) : undefined
  const diff = 'diff' in error && typeof error.diff === 'string' ? `\n${error.diff}` : ''
  // Without colours: logs are read in files.
  return (
    shorten(stripVTControlCharacters(`${error.message}${diff}`), ERROR_LINES) +
    (place ? `\nat ${place.file}:${place.line}` : '')
  )
}

function shorten(text: string, count: number): string {
  const lines = text.split('\n')
  const kept = lines.slice(0, count).map((line) => (line.length > LINE_WIDTH ? `${line.slice(0, LINE_WIDTH)}…` : line))
  return kept.join('\n') + (lines.length > count ? `\n… ${lines.length - count} more lines` : '')
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
