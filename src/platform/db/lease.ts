import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identityOf } from './process.ts'

/** Says that this process uses what the folder stands for, until `end` or until the process dies. */
interface Lease {
  /** Whether any other living process, or any other lease of this one, still uses it. */
  readonly othersRemain: () => boolean
  readonly end: () => void
}

let taken = 0

/** Writes a lease into `folder`; those of processes that have died are swept away. */
export function takeLease(folder: string): Lease {
  mkdirSync(folder, { recursive: true })
  const name = `${process.pid}-${++taken}`
  writeFileSync(join(folder, name), mine())
  return {
    othersRemain: () => living(folder).some((other) => other !== name),
    end: () => rmSync(join(folder, name), { force: true }),
  }
}

function living(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    const stands = isLiving(read(join(folder, name)))
    if (!stands) rmSync(join(folder, name), { force: true })
    return stands
  })
}

/**
 * Runs `work` while no other process holds the same lock. A lock whose holder has died is taken over.
 *
 * @throws Error when a living process has held it for two minutes
 */
export async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const patience = Date.now() + 120_000
  while (!tryLock(path)) {
    if (Date.now() > patience)
      throw new Error(`${path} has been held for two minutes by process ${read(path).split(' ')[0]}`)
    await pause(10)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function tryLock(path: string): boolean {
  const own = `${path}.${process.pid}`
  writeFileSync(own, mine())
  try {
    linkSync(own, path)
    return true
  } catch {
    sweepIfDead(path)
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

function sweepIfDead(path: string): void {
  const seen = read(path)
  if (seen === '' || isLiving(seen)) return
  const aside = `${path}.dead.${process.pid}`
  try {
    renameSync(path, aside)
    // Another process may have swept first and locked since: what was moved is then a living lock, and goes back.
    if (read(aside) !== seen) linkSync(aside, path)
  } catch {
    // Someone else was quicker; the next try sees what they left.
  } finally {
    rmSync(aside, { force: true })
  }
}

const mine = (): string => identityOf(process.pid) ?? String(process.pid)

const isLiving = (identity: string): boolean =>
  identity !== '' && identityOf(Number.parseInt(identity, 10)) === identity

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
