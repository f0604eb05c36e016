import { sql } from 'kysely'
import { NotAllowed, type Actor, type Role } from '../../platform/access/policy.ts'
import type { Instant } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { PatternId } from './looks.ts'

export const judgements = {
  justified: 'It was part of their work',
  'not justified': 'It was not part of their work',
  'needs enquiry': 'It must be looked into further',
} as const
export type Judgement = keyof typeof judgements

/** Something that stood out, as a list tells it. */
export interface FlagTold {
  readonly id: string
  readonly pattern: PatternId
  readonly staffId: string
  readonly who: string
  readonly role: Role
  readonly why: string
  readonly many: number
  readonly lastAt: Instant
  readonly raisedAt: Instant
  readonly state: 'open' | Judgement
}

/** Flags that wait for a judgement, or were judged, newest first: at most 100. Nobody finds those about themselves. */
export async function flags(db: Db, actor: Actor, waiting: boolean): Promise<FlagTold[]> {
  const { rows } = await sql<FlagTold>`
    select flag.id, flag.pattern, flag.staff_id, staff.name as who, staff.role, flag.why,
           cardinality(flag.reads) as many, flag.last_at, flag.raised_at, flag.state
      from reading_flag flag join staff on staff.id = flag.staff_id
     where flag.staff_id <> ${actor.id} and (flag.state in ('open', 'needs enquiry')) = ${waiting}
     order by flag.raised_at desc, flag.id desc limit 100`.execute(db)
  return rows
}

/** One look behind a flag. The child is told by number: whoever judges reads no record. */
export interface ReadTold {
  readonly childId: string
  readonly number: string | null
  readonly route: string
  readonly at: Instant
}

export interface JudgementTold {
  readonly judgement: Judgement
  readonly why: string
  readonly by: string
  readonly at: Instant
}

/** A flag, the looks behind it (at most 200) and how it was judged; null where there is none, or it is about whoever asks. */
export async function flagTold(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{
  readonly flag: FlagTold
  readonly reads: readonly ReadTold[]
  readonly judged: readonly JudgementTold[]
} | null> {
  const { rows } = await sql<FlagTold>`
    select flag.id, flag.pattern, flag.staff_id, staff.name as who, staff.role, flag.why,
           cardinality(flag.reads) as many, flag.last_at, flag.raised_at, flag.state
      from reading_flag flag
      join staff on staff.id = flag.staff_id
     where flag.id = ${id}
       and flag.staff_id <> ${actor.id}`.execute(db)
  const [flag] = rows
  if (flag === undefined) return null
  const reads = await sql<ReadTold>`
    select person.id as child_id, person.la_child_id as number, look.route, look.at
      from reading_flag flag
      join read_event look on look.id = any(flag.reads)
      join person on person.id = look.child_ids[1]
     where flag.id = ${id}
       and not exists (select
                         from exclusion
                        where exclusion.staff_id = ${actor.id}
                          and exclusion.child_id = person.id
                          and exclusion.state = 'in force')
     order by look.at limit 200`.execute(db)
  const judged = await sql<JudgementTold>`
    select judgement, why, staff.name as by, at
      from reading_judgement
      join staff on staff.id = by_id
     where flag_id = ${id}
     order by reading_judgement.id`.execute(db)
  return { flag, reads: reads.rows, judged: judged.rows }
}

/**
 * Writes a judgement down. A later one stands beside it.
 *
 * @throws NotAllowed for a flag about oneself, or none
 */
export async function judge(
  db: Db,
  actor: Actor,
  flagId: string,
  judgement: Judgement,
  why: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { numAffectedRows } = await sql`update reading_flag
        set state = ${judgement}
        where id = ${flagId}
        and staff_id <> ${actor.id}`.execute(tx)
    if (numAffectedRows !== 1n) throw new NotAllowed('looked.judge')
    await tx.insertInto('readingJudgement').values({ flagId, judgement, why, byId: actor.id }).execute()
  })
}

/** Somebody whom the brake stopped or asked again. */
export interface Braked {
  readonly id: string
  readonly who: string
  readonly role: Role
  readonly state: 'asked again' | 'stopped' | 'released'
  readonly opened: number
  readonly most: number
  readonly at: Instant
  readonly releasedBy: string | null
  readonly releasedWhy: string | null
}

/** Whom the brake held, those still stopped first; at most 50. Nobody finds themselves. */
export async function braked(db: Db, actor: Actor): Promise<Braked[]> {
  const { rows } = await sql<Braked>`
    select brake.id, staff.name as who, staff.role, brake.state, brake.opened, brake.most, brake.at,
           releaser.name as released_by, brake.released_why
      from reading_brake brake
      join staff on staff.id = brake.staff_id
      left join staff releaser on releaser.id = brake.released_by
     where brake.staff_id <> ${actor.id}
     order by brake.state = 'stopped' desc, brake.at desc
     limit 50`.execute(db)
  return rows
}

/** Lets somebody read again, with the reason. Nobody releases themselves. @throws NotAllowed */
export async function release(db: Db, actor: Actor, brakeId: string, why: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { rows } = await sql<{ staffId: string }>`
      update reading_brake
         set state = 'released', released_by = ${actor.id}, released_at = now(), released_why = ${why}
       where id = ${brakeId} and state <> 'released' and staff_id <> ${actor.id} returning staff_id`.execute(
      tx,
    )
    const [released] = rows
    if (released === undefined) throw new NotAllowed('looked.judge')
    await sql`delete from opened_lately where staff_id = ${released.staffId}`.execute(tx)
  })
}
