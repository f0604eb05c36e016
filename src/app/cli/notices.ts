import { readFile } from 'node:fs/promises'
import { Misuse } from '../misuse.ts'
import type { OpenDatabase } from '../open-database.ts'
import { exits, verb } from './verb.ts'

export const notices = verb({
  name: 'notices',
  about: 'Takes in files of police domestic-abuse notices, CSV or JSON, and proposes whom they name',
  words: 'FILE…',
  options: {
    from: { takes: 'FORCE', about: 'the police force they are from', required: true },
    by: { takes: 'WHO', about: 'who is doing it: what they sign in as' },
  },
  needs: 'database',
  run: async ({ words, values, json, say, remark, database }) => {
    if (words.length === 0) throw new Misuse('notices takes the files to take in')
    const bodies = await Promise.all(words.map(async (path) => bodyOf(path)))
    const opened = await database()
    const { takeIn, NotNotices } = await import('../../modules/police-notices/index.ts')
    const { bookOf } = await import('../book.ts')
    const { db, now } = bookOf(opened.db)
    const staffId = values.by === undefined ? null : await staffCalled(opened, values.by)
    const giver = { senderId: null, staffId, agency: values.from ?? '' }
    let unread = 0
    for (const [i, body] of bodies.entries()) {
      const answer = await takeIn(db, { giver, body, repeatKey: null, now: now() }).catch(
        (fault: unknown) => {
          // What the file is called may hold a name: its place says which it is.
          throw fault instanceof NotNotices ? new Misuse(`file ${i + 1}: ${fault.message}`) : fault
        },
      )
      unread += answer.notRead.length
      if (json) say(JSON.stringify(answer))
      else
        say(`${answer.received} taken in, naming ${answer.people} people; ${answer.heldAlready} held already`)
      if (!json)
        for (const { notice, policeRef, field, says } of answer.notRead)
          remark(`not read: notice ${notice}${policeRef === null ? '' : ` (${policeRef})`}: ${field} ${says}`)
    }
    return unread > 0 ? exits.findings : exits.done
  },
})

async function bodyOf(path: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new Misuse(`there is nothing at ${path}`)
  })
}

async function staffCalled({ db }: OpenDatabase, signsInAs: string): Promise<string> {
  const { scopeOf } = await import('../../platform/access/policy.ts')
  const found = await db
    .selectFrom('staff')
    .leftJoin('team', 'team.id', 'staff.teamId')
    .select(['staff.id', 'staff.name', 'staff.role', 'staff.teamId', 'team.service'])
    .where('signsInAs', '=', signsInAs)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (found === undefined) throw new Misuse(`nobody signs in as ${signsInAs}`)
  if (scopeOf(found, 'notice.take-in') === null)
    throw new Misuse(`${signsInAs} may not take in police notices`)
  return found.id
}

export const noticesWaiting = verb({
  name: 'notices waiting',
  about:
    'Says how many police notices nobody has screened; ends with 1 when the oldest has waited an hour, for whoever watches the service',
  options: {},
  needs: 'database',
  run: async ({ json, say, database }) => {
    const { standingNow } = await import('../../modules/police-notices/index.ts')
    const { bookOf } = await import('../book.ts')
    const { addHours, momentOf } = await import('../../platform/dates/day.ts')
    const { db, now } = bookOf((await database()).db)
    const standing = await standingNow(db, now())
    const { waiting, oldestAt, late } = standing
    if (json) say(JSON.stringify(standing))
    else
      say(
        oldestAt === null
          ? 'All police notices are screened'
          : `${waiting} not screened, the oldest since ${oldestAt}; ${late} late`,
      )
    const hour = oldestAt !== null && momentOf(addHours(oldestAt, 1)) <= momentOf(now())
    return hour ? exits.findings : exits.done
  },
})
