import { sql } from 'kysely'
import { z } from 'zod'
import { job, type Job } from '../../../platform/jobs/job.ts'
import { inOneChangeFromOutside, type ChangeFromOutside } from '../../../platform/record/change.ts'
import { lock } from '../../../platform/record/store.ts'
import { dispute, disputed } from '../commands.ts'
import { contact } from '../record.ts'

/**
 * A referrer’s “I disagree” is theirs to say and nobody’s to let through: every contact it came to be that was decided stands disputed from
 * then on. Done by a job, since whoever is not signed in sees nothing of a restricted child.
 */
export const disputeContacts: Job<{ messageId: string }> = job({
  name: 'dispute-contacts',
  says: 'Has a contact decided again when whoever told us disagrees',
  payload: z.object({ messageId: z.guid() }),
  run: async (_tx, { messageId }, { book }) =>
    inOneChangeFromOutside(book, async (change) => {
      const { rows } = await sql<{ contactId: string; words: string }>`
        select contact.id as contact_id, message.words
          from referrer_message message
          join sent_in on sent_in.id = message.sent_in_id
          join contact on contact.receipt = sent_in.receipt
         where message.id = ${messageId}
           and message.kind = 'disagrees'
           and contact.state = any(${[...(dispute.from ?? [])]})
         order by contact.id limit 20
      `.execute(change.tx)
      for (const { contactId, words } of rows) await disputeOne(change, contactId, words)
    }),
})

async function disputeOne(change: ChangeFromOutside, contactId: string, words: string): Promise<void> {
  const before = await lock(change.tx, contact, contactId)
  await change.move(contact, before, {
    event: dispute.event,
    to: dispute.to,
    answers: { ...disputed(before, change.today), disputedWhy: words },
    reason: 'Said by whoever contacted us, with the numbers they were given',
  })
}
