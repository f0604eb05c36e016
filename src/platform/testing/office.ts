import type { Actor, Role } from '../access/policy.ts'
import { addDays, day, instantAt, type Day } from '../dates/day.ts'
import type { Db } from '../db/database.ts'
import type { Book } from '../record/book.ts'
import type { RecordChecks } from '../record/checks.ts'
import type { ChapterDuties } from '../record/duties.ts'
import type { AnyRecordType } from '../record/record.ts'

/** Sunday 22 November 2026: the day every test stands on unless it says otherwise. */
export const testDay: Day = day('2026-11-22')

/** The day so many calendar days ago. */
export const daysAgo = (days: number): Day => addDays(testDay, -days)

/** A writer's surroundings on the test day at noon. */
export const bookOn = (
  db: Db,
  duties: readonly ChapterDuties[] = [],
  today: Day = testDay,
  records: readonly AnyRecordType[] = [],
  checks: readonly RecordChecks[] = [],
): Book => ({
  db,
  duties,
  records,
  checks,
  today: () => today,
  now: () => instantAt(today, '12:00'),
})

/** A team, made once a name. */
export async function addTeam(db: Db, name: string, service = 'Family help'): Promise<string> {
  const held = await db.selectFrom('team').select('id').where('name', '=', name).executeTakeFirst()
  if (held !== undefined) return held.id
  const { id } = await db
    .insertInto('team')
    .values({ name, service })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Somebody of a role, in a team of their own service; the demonstration may sign in as them. */
export async function addStaff(
  db: Db,
  name: string,
  role: Role,
  team: string | null = 'Riverside',
): Promise<Actor> {
  const teamId = team === null ? null : await addTeam(db, team)
  const { id } = await db
    .insertInto('staff')
    .values({
      name,
      role,
      teamId,
      signsInAs: name.toLowerCase().replaceAll(' ', '.'),
      // An inspector's account ends on a day.
      leavesOn: role === 'INSP' ? addDays(testDay, 28) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, name, role, teamId, service: team === null ? null : 'Family help' }
}

interface ChildMade {
  readonly givenName?: string
  readonly familyName?: string
  readonly bornOn?: Day | null
  readonly laChildId?: string
  readonly kind?: 'child' | 'adult' | 'unborn'
  readonly restrictedLevel?: number
}

/** A person, recorded here, so that every kind of fact about them is held from the beginning. */
export async function addPerson(db: Db, made: ChildMade = {}): Promise<string> {
  const { kind = 'child', bornOn = day('2020-03-03'), ...rest } = made
  const { id } = await db
    .insertInto('person')
    .values({ kind, bornOn, ...rest })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('coverage').values({ childId: id, fact: 'everything', fromOn: null }).execute()
  return id
}

/** Makes somebody a child's lead worker, without an event: a test's starting point. */
export async function allocateTo(
  db: Db,
  childId: string,
  worker: Actor,
  fromOn: Day = daysAgo(100),
): Promise<void> {
  await db
    .insertInto('allocation')
    .values({
      childId,
      workerId: worker.id,
      teamId: worker.teamId,
      role: 'lead social worker',
      state: 'allocated',
      fromOn,
    })
    .execute()
}
