import { spawn } from 'node:child_process'
import { open, readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { BrokenFile, FileRefused, HostileFile } from '../refused.ts'
import { clean } from './clean.ts'
import { largestDocument, seenIn, type CleanDocument, type DocumentKind } from './kind.ts'

/** What the process that reads a document may use. */
interface CleaningLimits {
  readonly megabytes: number
  readonly seconds: number
}

const usual: CleaningLimits = { megabytes: 768, seconds: 60 }
const reader = fileURLToPath(new URL('clean-process.ts', import.meta.url))
/** Bytes a document may come to once written anew. */
const largestWritten = 2 * largestDocument

/**
 * A document somebody gave, as it is to be kept. Pictures and text are read here, which takes as long as they are; what must be unpacked
 * is read in a process of its own, which may use 768 MB, 60 s, and nothing but the disk to read from.
 *
 * @throws FileRefused for what is not kept, with what to do instead
 */
export async function cleaned(path: string, limits = usual): Promise<CleanDocument> {
  const { size } = await stat(path)
  const seen =
    size > largestDocument ? seenIn(Buffer.alloc(largestDocument + 1)) : seenIn(await beginningOf(path, size))
  if (seen !== 'pdf' && seen !== 'zip') return clean(await readFile(path))
  return inProcess(path, limits)
}

async function beginningOf(path: string, size: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, 4096)))
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function inProcess(path: string, { megabytes, seconds }: CleaningLimits): Promise<CleanDocument> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${Math.round(megabytes / 2)}`, '--permission', '--allow-fs-read=*', reader, path],
    { stdio: ['ignore', 'pipe', 'ignore'], env: {}, timeout: seconds * 1000, killSignal: 'SIGKILL' },
  )
  const watch = setInterval(() => {
    void residentOf(child.pid).then((held) => held > megabytes && child.kill('SIGKILL'))
  }, 100)
  const closed = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('error', () => resolve({ code: 1, signal: null }))
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  try {
    const pieces: Buffer[] = []
    let length = 0
    for await (const piece of child.stdout) {
      pieces.push(piece as Buffer)
      length += (piece as Buffer).length
      if (length > largestWritten) child.kill('SIGKILL')
    }
    const { code, signal } = await closed
    if (signal !== null || code === 134) throw new HostileFile(tooMuch)
    if (code !== 0) throw new BrokenFile(unreadable)
    return answerIn(Buffer.concat(pieces))
  } finally {
    clearInterval(watch)
    child.kill('SIGKILL')
  }
}

const tooMuch =
  'This document takes far longer or more room to read than any document should. Print it to a new PDF, and attach that.'
const unreadable = 'This document could not be read. Print it to a new PDF, and attach that.'

function answerIn(said: Buffer): CleanDocument {
  const end = said.indexOf(10)
  const { kind, refused } = JSON.parse(said.toString('utf8', 0, end)) as {
    readonly kind?: DocumentKind
    readonly refused?: string
  }
  if (kind === undefined) throw new FileRefused(refused ?? unreadable)
  return { kind, bytes: said.subarray(end + 1) }
}

/** Megabytes a process holds: what is unpacked lies outside the heap that Node limits. Nought where the system does not say. */
async function residentOf(pid: number | undefined): Promise<number> {
  const said = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return (Number(said.split(' ')[1] ?? 0) * 4096) / 1_048_576
}
