import { createHash } from 'node:crypto'
import { readFileSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'

const memory = '/dev/shm'

/** Bytes that must be free before anything is put there: a whole run of tests holds a third of it at its most. */
const least = 3 * 2 ** 30

/**
 * Where what a test throws away may lie: in the machine's memory under a name that stands for `folder`, else `folder` itself. A
 * database is 1,200 files and a test makes one in every file of tests, which on a disk takes three times as long.
 *
 * In memory where Linux has that (`/dev/shm`), 3 GiB of it and of what this process may have are free, and programs may be run from it;
 * never where HOLDFAST_IN_MEMORY is 0, for a long form that stores gigabytes. What is there already goes on being used, so that every
 * process of a run finds the same.
 */
export function inMemory(folder: string): string {
  if (process.env['HOLDFAST_IN_MEMORY'] === '0') return folder
  const stands = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const place = join(memory, `holdfast-${stands}`)
  const held = statSync(place, { throwIfNoEntry: false })
  // One of that name that another account made is not ours to trust.
  if (held !== undefined) return held.uid === process.getuid?.() ? place : folder
  return hasRoom() ? place : folder
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return Math.min(bavail * bsize, process.availableMemory()) >= least && runsPrograms()
  } catch {
    return false
  }
}

const runsPrograms = (): boolean =>
  readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .some(
      ([, place, kind, options = '']) => place === memory && kind === 'tmpfs' && !/\bnoexec\b/.test(options),
    )
