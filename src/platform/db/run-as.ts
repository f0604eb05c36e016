import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The account PostgreSQL runs under when we are root, which it refuses to be. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * Whose data directory it is already; else `postgres` where the machine has it, else `nobody`. Null when this process is not
 * root and may run PostgreSQL as itself.
 *
 * @throws Error when we are root and the machine has neither
 */
export function unprivileged(folder: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(folder, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a postgres nor a nobody account',
  )
}

/** Whether the account can read `path` and pass every folder above it. A missing path is judged by its folder. */
export function canReach(account: Account | null, path: string): boolean {
  if (account === null) return true
  const stat = statSync(path, { throwIfNoEntry: false })
  const wanted = stat?.isDirectory() === false ? 4 : 5
  if (stat !== undefined && (permissions(account, stat) & wanted) !== wanted) return false
  return canPass(account, dirname(path))
}

/** Whether the account can pass through a folder and every folder above it, to a name it knows. */
export function canPass(account: Account | null, folder: string): boolean {
  if (account === null) return true
  const stat = statSync(folder, { throwIfNoEntry: false })
  if (stat !== undefined && (permissions(account, stat) & 1) === 0) return false
  return dirname(folder) === folder || canPass(account, dirname(folder))
}

function permissions(account: Account, stat: { uid: number; gid: number; mode: number }): number {
  if (stat.uid === account.uid) return (stat.mode >> 6) & 7
  if (stat.gid === account.gid) return (stat.mode >> 3) & 7
  return stat.mode & 7
}
