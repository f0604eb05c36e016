import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { BrokenFile, FileRefused, HostileFile } from './refused.ts'
import { zipDirectory } from './zip.ts'

/** A row of a worksheet: every cell as text, days as 'YYYY-MM-DD', formulas by their last result, empty as null. */
export interface SheetRow {
  readonly sheet: string
  /** As the spreadsheet numbers it; the first is 1. */
  readonly row: number
  readonly cells: readonly (string | null)[]
}

/** What the process that reads a workbook may use. */
interface WorkbookLimits {
  readonly megabytes: number
  readonly seconds: number
}

const usual: WorkbookLimits = { megabytes: 512, seconds: 60 }
const reader = fileURLToPath(new URL('workbook-process.ts', import.meta.url))

/**
 * Reads an .xlsx workbook, sheet by sheet and row by row, in a process that may use 512 MB, 60 s, and nothing but the disk
 * to read from.
 *
 * @throws HostileFile before reading for a bomb (see `zipDirectory`), and when the process passes its limits.
 * @throws BrokenFile when it is not a workbook that can be read.
 */
export async function* readWorkbook(path: string, limits = usual): AsyncGenerator<SheetRow> {
  await zipDirectory(path)
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${limits.megabytes}`, '--permission', '--allow-fs-read=*', reader, path],
    { stdio: ['ignore', 'pipe', 'pipe'], env: {}, timeout: limits.seconds * 1000, killSignal: 'SIGKILL' },
  )
  const ended = new Promise<FileRefused | null>((resolve) => {
    let said = ''
    child.stderr.on('data', (piece: Buffer) => (said = `${said}${piece.toString()}`.slice(0, 4000)))
    child.on('error', () => resolve(new BrokenFile('This workbook could not be read.')))
    child.on('close', (code, signal) => resolve(refusalOf(code, signal, said, limits)))
  })
  try {
    yield* rowsFrom(createInterface({ input: child.stdout }))
    const refusal = await ended
    if (refusal) throw refusal
  } finally {
    child.kill('SIGKILL')
  }
}

async function* rowsFrom(lines: AsyncIterable<string>): AsyncGenerator<SheetRow> {
  let sheet = ''
  for await (const line of lines) {
    const said: { sheet: string } | { row: number; cells: (string | null)[] } = JSON.parse(line)
    if ('sheet' in said) sheet = said.sheet
    else yield { sheet, ...said }
  }
}

/** Node ends with signal 6, or code 134, when the heap is full. */
function refusalOf(
  code: number | null,
  signal: string | null,
  said: string,
  { megabytes, seconds }: WorkbookLimits,
): FileRefused | null {
  if (code === 0) return null
  if (signal !== null || code === 134 || said.includes('heap'))
    return new HostileFile(
      `This workbook takes more than ${megabytes} MB or ${seconds} seconds to read. Delete sheets and columns the return does not need, and save it again.`,
    )
  return new BrokenFile(
    'This is not a workbook that can be read. Open it in a spreadsheet, save it as .xlsx and try again.',
  )
}
