import {
  appendFileSync,
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Seal } from './chain.ts'

/** What a witness was told: at this moment the chain ended with this seal. */
export interface Witnessed {
  readonly seal: number
  /** Hexadecimal. */
  readonly digest: string
  /** When it was told, an ISO instant in UTC. */
  readonly at: string
}

/**
 * Keeps the heads of the chain where whoever may change the database cannot: without one, a chain cut short or written anew is a
 * sound chain. One JSON object a line, only ever added to.
 */
export interface Witness {
  /** Returns once it is on the disk. */
  readonly tell: (head: Pick<Seal, 'id' | 'digest'>) => void
  readonly told: () => Witnessed[]
}

/**
 * A witness that is a file: to be worth anything, on a disk of another machine that takes no change of what it holds.
 *
 * @param path made with its folder at the first telling
 */
export const fileWitness = (path: string, now: () => Date = () => new Date()): Witness => ({
  tell: ({ id, digest }) => {
    mkdirSync(dirname(path), { recursive: true })
    const file = openSync(path, 'a+', 0o640)
    try {
      const line: Witnessed = { seal: id, digest: digest.toString('hex'), at: now().toISOString() }
      appendFileSync(file, `${endsInLine(file) ? '' : '\n'}${JSON.stringify(line)}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  },
  told: () => linesOf(path).flatMap(asWitnessed),
})

/** A witness of whom is known since when it has not been heard. */
export interface Watched extends Witness {
  /** Since when it takes no word, in milliseconds since 1970; null where it took the last. */
  readonly awaySince: () => number | null
}

/** The same witness; what it would not take is remembered, and thrown on. */
export function watched(witness: Witness, now: () => number = Date.now): Watched {
  let since: number | null = null
  const tell: Witness['tell'] = (head) => {
    try {
      witness.tell(head)
      since = null
    } catch (fault) {
      since ??= now()
      throw fault
    }
  }
  return { tell, told: () => witness.told(), awaySince: () => since }
}

// A full disk takes half a line: the next must not be written on to it.
function endsInLine(file: number): boolean {
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last.toString() === '\n')
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return []
    throw fault
  }
}

// A line half written when the machine lost power says nothing; one that was tampered with says something false, and is found so.
function asWitnessed(line: string): Witnessed[] {
  const said = /^\{"seal":(\d+),"digest":"([0-9a-f]{64})","at":"([^"]+)"\}$/.exec(line)
  return said === null ? [] : [{ seal: Number(said[1]), digest: said[2] ?? '', at: said[3] ?? '' }]
}
