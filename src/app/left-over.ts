import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identityOf, parentOf } from '../platform/db/process.ts'

// `npm start` is npm, a shell and ourselves: one of the first two killed outright leaves us serving, with nobody to stop us.
const generations = 2

interface Mark {
  readonly self: string
  readonly parents: readonly string[]
}

const markOf = (folder: string, port: number): string => join(folder, 'listening', String(port))

/** Writes down that this process listens on the port, and who started it. Gives what takes the mark away. */
export function markListening(folder: string, port: number): () => void {
  const path = markOf(folder, port)
  mkdirSync(join(folder, 'listening'), { recursive: true })
  const mark: Mark = { self: identityOf(process.pid) ?? '', parents: parentsOf(process.pid, generations) }
  writeFileSync(path, JSON.stringify(mark))
  return () => rmSync(path, { force: true })
}

function parentsOf(pid: number, count: number): string[] {
  const parent = count === 0 ? null : parentOf(pid)
  const identity = parent === null || parent <= 1 ? null : identityOf(parent)
  return parent === null || identity === null ? [] : [identity, ...parentsOf(parent, count - 1)]
}

/**
 * Stops the Holdfast of this folder that still listens on the port though what started it is gone. Says whether there was one:
 * one that somebody is running stays as it is.
 */
export async function stopLeftOver(folder: string, port: number): Promise<boolean> {
  const mark = read(markOf(folder, port))
  if (mark === null || !stands(mark.self) || mark.parents.every(stands)) return false
  process.kill(pidOf(mark.self), 'SIGTERM')
  const patience = Date.now() + 15_000
  while (stands(mark.self)) {
    if (Date.now() > patience) process.kill(pidOf(mark.self), 'SIGKILL')
    await pause(20)
  }
  return true
}

const pidOf = (identity: string): number => Number.parseInt(identity, 10)
const stands = (identity: string): boolean => identity !== '' && identityOf(pidOf(identity)) === identity

function read(path: string): Mark | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
