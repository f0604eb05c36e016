import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { backUp } from '../platform/backup/backup.ts'
import { connect, type Db } from '../platform/db/database.ts'
import { fingerprint, migrate, migrationsWaiting } from '../platform/db/migrate.ts'
import { openServer, type Server } from '../platform/db/server.ts'
import type { Vault } from '../platform/vault/vault.ts'
import { asOwner } from './as-owner.ts'
import { isHalfMade } from './half-made.ts'
import { vaultOf } from './vault.ts'
import { root, type Setting } from './setting.ts'

/** A database ready for use: made if it was not there, and brought up to date. */
export interface OpenDatabase {
  readonly db: Db
  readonly name: string
  /** For what keeps connections of its own, as the job queue does: the service's role. */
  readonly url: string
  /** For what makes tables of its own: the role that owns them. */
  readonly ownerUrl: string
  /** Whether this is the invented county's. */
  readonly demonstration: boolean
  /** True the first time: nothing has been stored yet. */
  readonly madeNow: boolean
  /** Keeps our own server standing for as long as the command runs, should it die: for what runs for days. */
  readonly keepUp: () => void
  /** Lets the database go, and stops the server if it is ours and nobody else uses it. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database the setting names, starting our own PostgreSQL if none runs. The demonstration lies beside the other,
 * under its name with `_demo`.
 *
 * @throws Error in one sentence when it cannot be opened
 */
export async function openDatabase({
  folder,
  databaseUrl,
  appUrl,
  demonstration,
  ...kept
}: Pick<
  Setting,
  'folder' | 'databaseUrl' | 'appUrl' | 'demonstration' | 'documentsAt' | 'documentsKey'
>): Promise<OpenDatabase> {
  const server = await openServer({ folder, url: databaseUrl, appUrl })
  try {
    const name = demonstration ? `${server.usual}_demo` : server.usual
    const madeNow = (await server.ensureDatabase(name)) || (demonstration && (await madeAnew(server, name)))
    if (!madeNow && !demonstration)
      await backedUp(server.ownerUrl(name), join(folder, 'backups'), vaultOf({ folder, ...kept }, name))
    await migrate(server.ownerUrl(name), join(root, 'migrations'))
    const url = server.serviceUrl(name)
    const db = connect(server.appUrl(name), { service: url })
    let unwatch = (): void => undefined
    const keepUp = (): void => {
      unwatch = server.keepUp()
    }
    const close = async (): Promise<void> => {
      unwatch()
      await db.destroy()
      await server.release()
    }
    return { db, name, url, ownerUrl: server.ownerUrl(name), demonstration, madeNow, keepUp, close }
  } catch (fault) {
    await server.release()
    throw fault
  }
}

/** Throws away an invented county that was never finished; says whether it did. */
async function madeAnew(server: Server, name: string): Promise<boolean> {
  if (!(await isHalfMade(server.ownerUrl(name)))) return false
  await server.asAdmin((client) =>
    client.query(`drop database ${client.escapeIdentifier(name)} with (force)`),
  )
  return server.ensureDatabase(name)
}

/** An upgrade begins with a backup: what it makes of the record can then be undone. The invented county can be made again. */
async function backedUp(ownerUrl: string, folder: string, vault: Vault): Promise<void> {
  const waiting = await migrationsWaiting(ownerUrl, join(root, 'migrations'))
  const first = waiting[0]
  if (first === undefined) return
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `before-${first.name.slice(0, 4)}-${fingerprint(waiting)}.holdfast`)
  await asOwner(ownerUrl, (owner) => backUp(owner, file, new Date(), [], vault))
}
