import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

export const ssd = verb({
  name: 'ssd',
  about:
    'Writes each view of the Standard Safeguarding Dataset as a CSV, all of one moment: of every child whose record is not hidden from who does it',
  options: {
    out: { takes: 'DIR', about: 'where the files are written', required: true },
    by: { takes: 'WHO', about: 'who is doing it: what they sign in as' },
  },
  needs: 'database',
  run: async ({ values: { out, by }, json, say, database }) => {
    if (out === undefined) throw new Misuse('--out is the folder the files are written to')
    const { db } = await database()
    const [{ staffCalled }, { writeSsdFor }] = await Promise.all([
      import('./import.ts'),
      import('../../modules/returns/index.ts'),
    ])
    const staffId = by === undefined ? null : await staffCalled(db, by)
    // All the files or none: they are laid ready beside, and put there together.
    const ready = await mkdtemp(join(tmpdir(), 'holdfast-ssd-'))
    try {
      const { views, childIds } = await writeSsdFor(db, staffId, ready)
      if (staffId !== null) await lookedAtAll(db, staffId, childIds)
      await mkdir(out, { recursive: true })
      await cp(ready, out, { recursive: true })
      if (json) say(JSON.stringify({ out, views }))
      else for (const { view, rows } of views) say(`${view}.csv\t${rows}`)
    } finally {
      await rm(ready, { recursive: true, force: true })
    }
    return exits.done
  },
})

type Database = Parameters<typeof import('../../platform/access/read-event.ts').lookedAt>[0]

/** Whoever takes the dataset out has looked at everybody in it. */
async function lookedAtAll(db: Database, staffId: string, childIds: readonly string[]): Promise<void> {
  const { lookedAt } = await import('../../platform/access/read-event.ts')
  const member = await db
    .selectFrom('staff')
    .select(['id', 'name', 'role', 'teamId'])
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  await lookedAt(db, { ...member, service: null }, childIds, 'holdfast ssd')
}
