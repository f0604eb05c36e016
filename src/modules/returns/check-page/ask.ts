import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { GivenFile } from './told.ts'

/** What the process that checks files may use. A return of 100,000 children takes about 700 MB and 10 seconds. */
const limits = { megabytes: 1024, seconds: 180 }
/** Checks at once; the others wait for their turn. */
const most = 2

const checker = fileURLToPath(new URL('process.ts', import.meta.url))

/** A line the process says on its output: how far it is, or why it goes no further and which file is to blame. */
export type Said = { readonly stage: Stage } | Refused

interface Refused {
  readonly refused: string
  readonly file: GivenFile | null
}

export type Stage = 'waiting' | 'reading' | 'writing'

interface Asked {
  readonly folder: string
  readonly year: number
  /** Our own three-figure number; a census from another is told of. */
  readonly authority: string | null
  readonly onStage: (stage: Stage) => void
  /** Ends the check: whoever asked no longer wants it. */
  readonly signal: AbortSignal
}

let running = 0
const turns: (() => void)[] = []

/** Checks the files of an upload in a process of its own. Gives null, or why it could not. */
export async function askForCheck(asked: Asked): Promise<Refused | null> {
  if (running >= most) await new Promise<void>((resolve) => turns.push(resolve))
  running += 1
  try {
    return asked.signal.aborted ? null : await inOwnProcess(asked)
  } finally {
    running -= 1
    turns.shift()?.()
  }
}

async function inOwnProcess({ folder, year, authority, onStage, signal }: Asked): Promise<Refused | null> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${limits.megabytes}`,
      ...permissions(folder),
      checker,
      folder,
      String(year),
      authority ?? '',
    ],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {},
      timeout: limits.seconds * 1000,
      killSignal: 'SIGKILL',
      signal,
    },
  )
  const ended = endOf(child)
  let refused: Refused | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    const said: Said = JSON.parse(line)
    if ('stage' in said) onStage(said.stage)
    else refused = said
  }
  const { code, signal: killed } = await ended
  if (refused !== null || code === 0) return refused
  return { refused: killed === null && code !== 134 ? ourFault : beyondLimits, file: null }
}

/** It reads the disk, writes beside the files, and starts the one process a workbook is read in. It has no network. */
const permissions = (folder: string): string[] => [
  '--permission',
  '--allow-fs-read=*',
  `--allow-fs-write=${folder}`,
  '--allow-child-process',
  '--allow-worker',
]

const endOf = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    // What cannot be started, or was told to end, ends without a code.
    child.on('error', () => resolve({ code: null, signal: 'SIGKILL' }))
    child.on('close', (code, signal) => resolve({ code, signal }))
  })

const beyondLimits = `These files take more than ${limits.megabytes} MB or ${limits.seconds} seconds to check. Check that they are the return and nothing besides; a larger one can be checked with the command “holdfast returns check”.`

/** Said where nothing better is known. */
export const ourFault =
  'Something went wrong while the files were checked. Try again, and tell whoever looks after Holdfast if it happens again.'
