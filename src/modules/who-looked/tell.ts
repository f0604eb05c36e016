import { sql } from 'kysely'
import * as z from 'zod'
import type { Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { job, type Job } from '../../platform/jobs/job.ts'

/** One message to one of those who may release. It names nobody: it lies unsealed on other people's machines. */
export const tellOfStop: Job<{ readonly brakeId: string; readonly staffId: string }> = job({
  name: 'tell-of-stop',
  says: 'Tells the data protection officer and the director that reading was stopped for somebody',
  payload: z.object({ brakeId: z.guid(), staffId: z.guid() }),
  // The post may be away for a night: about ten hours.
  tries: 11,
  outside: async ({ db, post }, { brakeId, staffId }) => {
    const to = await db.selectFrom('staff').select('email').where('id', '=', staffId).executeTakeFirst()
    const reference = `stop-${brakeId}-${staffId}`
    if (post === undefined || to?.email == null || (await post.taken(reference)) === true) return
    const body = `Somebody opened far more children’s records in an hour than usual, and reading is stopped for them.\n\nSign in to see who, and to let them read again: ${post.origin}/who-looked\n\nThis message names nobody.\n`
    await post.send({ to: to.email, reference, subject: 'Holdfast: reading was stopped for somebody', body })
  },
  run: async () => undefined,
})

/** Asks for a message to each of those who may release, for every stop since the job last looked. */
export async function tellOfStops(tx: Tx): Promise<void> {
  const { rows } = await sql<{ brakeId: string; staffId: string }>`
    select brake.id as brake_id, officer.id as staff_id
      from reading_brake brake
     cross join reading_mark mark
      join staff officer on officer.role in ('DPO', 'DIR')
       and officer.disabled_at is null
     where brake.state = 'stopped'
       and brake.stopped_at > coalesce(mark.looked_at, '-infinity')
       and officer.id <> brake.staff_id
       and officer.email is not null`.execute(tx)
  for (const told of rows) await enqueue(tx, tellOfStop, told, { key: `${told.brakeId}:${told.staffId}` })
}
