import { execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { notAsked, readFigures, type Read, type Step } from './step.ts'

const root = join(import.meta.dirname, '..')

/** What came of one run of a step. */
export interface Ran {
  readonly name: string
  readonly command: string
  /** Whether this was the form that was asked for. */
  readonly full: boolean
  /** Null when it ended by itself and said every figure; else why there is no answer. */
  readonly trouble: string | null
  readonly figures: readonly Read[]
  readonly minutes: number
  readonly commit: string
  readonly at: string
  readonly machine: string
}

/** Files and npm scripts that a command names and that are not there; empty when all are. */
export function missingOf(command: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const script = /\bnpm run (?:-s )?(\S+)/.exec(command)?.[1]
  const files = command.split(' ').filter((word) => /\.(ts|mjs)$/.test(word))
  return [
    ...(script !== undefined && scripts[script] === undefined ? [`npm run ${script}`] : []),
    ...files.filter((file) => globSync(file, { cwd: root }).length === 0 && !existsSync(join(root, file))),
  ]
}

/** Runs one step to its end and reads its figures; `hear` is given all it says, as it says it. */
export async function runStep(step: Step, full: boolean, hear: (text: string) => void): Promise<Ran> {
  const command = full ? step.full : (step.short ?? step.full)
  const commit = commitNow()
  const machine = machineNow()
  const began = Date.now()
  const missing = missingOf(command)
  const { said, end } =
    missing.length > 0
      ? { said: '', end: `not there: ${missing.join(', ')}` }
      : await run(command, step.minutes, hear)
  const figures = readFigures(step, command, said)
  const unsaid = figures.filter(({ value }) => value === null).map(({ says }) => says)
  const silent = unsaid.length > 0 ? `it did not say: ${unsaid.join('; ')}` : null
  const empty = /\b0 of \d+ shared cases ran|did not run/.exec(said)?.[0] ?? null
  return {
    name: step.name,
    command,
    full: full || step.short === undefined,
    trouble: [end, silent, empty].filter((one) => one !== null).join('; ') || null,
    figures,
    minutes: Math.round((Date.now() - began) / 6000) / 10,
    commit,
    at: new Date(began).toISOString(),
    machine,
  }
}

function run(
  command: string,
  minutes: number,
  hear: (text: string) => void,
): Promise<{ said: string; end: string | null }> {
  const { promise, resolve } = Promise.withResolvers<{ said: string; end: string | null }>()
  const path = [dirname(process.execPath), join(root, 'node_modules/.bin'), process.env['PATH'] ?? '']
  // A group of its own: what a drill has started ends with it.
  const child = spawn('/bin/sh', ['-c', command], {
    cwd: root,
    detached: true,
    env: { ...process.env, PATH: path.join(delimiter), NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listen = (text: Buffer): void => {
    said += text
    hear(String(text))
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  }
  // Whoever breaks off has broken off what was begun.
  const broken = (): void => {
    end()
    process.exit(130)
  }
  process.once('SIGINT', broken).once('SIGTERM', broken)
  let late = false
  const patience = setTimeout(() => {
    late = true
    end()
  }, minutes * 60_000)
  child.on('close', (code) => {
    clearTimeout(patience)
    process.off('SIGINT', broken).off('SIGTERM', broken)
    resolve({
      said,
      end: late ? `ended after ${minutes} minutes` : code === 0 ? null : endedWith(code, said),
    })
  })
  return promise
}

/** Somebody else who does not answer is no failure of ours, and no success. */
function endedWith(code: number | null, said: string): string {
  const unasked = code === notAsked ? /^Could not be asked: .*/gm.exec(said)?.[0] : undefined
  return unasked === undefined ? `it ended with ${code}` : unasked.replace(/^C/, 'c')
}

/** The commit that stands, with a + when files that are under version control differ from it. */
function commitNow(): string {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git(
      'status',
      '--porcelain',
      '--untracked-files=no',
      '--',
      ':!docs',
      ':!assurance/figures.json',
    )
    return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '+'}`
  } catch {
    return 'no commit'
  }
}

const machineNow = (): string =>
  `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`
