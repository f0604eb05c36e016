import { sql } from 'kysely'
import { shortDay, type Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Followed } from '../actions/index.ts'

export interface DiscussionHeld {
  readonly id: string
  readonly heldOn: Day | null
  readonly by: string | null
  readonly safeNow: 'yes' | 'no' | 'unsure' | null
  readonly known: string | null
  readonly challenge: string | null
  readonly asked: string | null
  readonly askedByOn: Day | null
}

/** The discussions of a child, the latest first; at most 60. */
export async function discussionsOf(db: Db, childId: string): Promise<DiscussionHeld[]> {
  const { rows } = await sql<DiscussionHeld>`
    select held.id, held_on, staff.name as by, safe_now, known, challenge, asked, asked_by_on
      from oversight_discussion held left join staff on staff.id = held.held_by
     where child_id = ${childId}
     order by held_on desc, held.id desc
     limit 60
  `.execute(db)
  return rows
}

export interface SummaryWritten {
  readonly id: string
  readonly writtenOn: Day | null
  readonly by: string | null
  readonly story: string | null
  readonly means: string | null
  readonly doing: string | null
}

/** The summaries of a child's record, the latest first; at most 12. */
export async function summariesOf(db: Db, childId: string): Promise<SummaryWritten[]> {
  const { rows } = await sql<SummaryWritten>`
    select summary.id, written_on, staff.name as by, story, means, doing
      from record_summary summary left join staff on staff.id = summary.written_by
     where child_id = ${childId}
     order by written_on desc, summary.id desc
     limit 12
  `.execute(db)
  return rows
}

export interface DirectionOpen extends Followed {
  readonly id: string
  readonly what: string
  readonly asker: string | null
  readonly owner: string | null
  readonly askedOn: Day
  readonly dueOn: Day | null
  readonly answer: string | null
  readonly evidence: string | null
  readonly answerer: string | null
  readonly version: number
}

/** The directions about a child that nobody has agreed are done, the earliest due first; at most 60. */
export async function directionsOpen(db: Db | Tx, childId: string): Promise<DirectionOpen[]> {
  const { rows } = await sql<DirectionOpen>`
    select action.id, what, due_on, asked_on, action.state, asked_by, answered_by, owner_id, extended,
           times_asked, decided_on,
           answer, evidence, asker.name as asker, owner.name as owner, answerer.name as answerer,
           action.version
      from action left join staff asker on asker.id = asked_by left join staff owner on owner.id = owner_id
      left join staff answerer on answerer.id = answered_by
     where child_id = ${childId} and direction and action.state in ('open', 'answered')
     order by due_on, action.id limit 60
  `.execute(db)
  return rows
}

/** A record of a child that may show that something was done. */
interface Showing {
  readonly id: string
  readonly kind: 'Visit' | 'Note' | 'Document'
  readonly happenedOn: Day
  readonly said: string | null
}

/** What may show that one of these directions was done: what was recorded of the child since the first was asked. */
export async function evidenceFor(
  db: Db | Tx,
  childId: string,
  directions: readonly DirectionOpen[],
): Promise<Record<string, string>> {
  const [first] = directions.map(({ askedOn }) => askedOn).toSorted()
  return first === undefined ? {} : evidenceSince(db, childId, first)
}

/** Visits, notes and documents of a child since a day, the latest first; at most 40. By id, in words. */
async function evidenceSince(db: Db | Tx, childId: string, since: Day): Promise<Record<string, string>> {
  const { rows } = await sql<Showing>`
    select id, 'Visit' as kind, visited_on as happened_on, null as said from visit
     where child_id = ${childId} and visited_on >= ${since}
    union all select id, 'Note', happened_on, line from note
     where child_id = ${childId} and happened_on >= ${since}
    union all select id, 'Document', made_on, what from document
     where child_id = ${childId} and made_on >= ${since} and state <> 'withdrawn'
    order by happened_on desc, id desc limit 40
  `.execute(db)
  return Object.fromEntries(rows.map((one) => [one.id, showingWords(one)]))
}

const showingWords = ({ kind, happenedOn, said }: Showing): string =>
  [kind, shortDay(happenedOn, { year: true }), ...(said === null ? [] : [said.slice(0, 60)])].join(', ')
