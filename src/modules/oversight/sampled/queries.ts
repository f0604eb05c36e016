import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { within } from '../../../platform/access/reach.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Named } from '../../../platform/people/name.ts'
import { manages } from '../../staff-supervision/index.ts'

/** One month of one manager: how many entries were drawn, and how far their own manager has looked. */
export interface Sample {
  readonly month: Day
  readonly managerId: string
  readonly manager: string
  readonly team: string | null
  readonly drawnOn: Day
  readonly ofMany: number
  readonly drawn: number
  readonly looked: number
  /** Looked at and not found to have all three. */
  readonly lacking: number
}

const theirs = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(staff.role in ('TM', 'SM') and ${manages(actor)})`

/** How many entries of each manager are drawn: a local standard. */
export async function entriesOfEach(db: Db): Promise<number> {
  const row = await db.selectFrom('drawSetting').select('entriesOfEachManager').executeTakeFirstOrThrow()
  return row.entriesOfEachManager
}

/** The draws of the managers one manages, of the last twelve months, newest first; at most 120. */
export async function samplesFor(db: Db, actor: Actor): Promise<Sample[]> {
  const { rows } = await sql<Sample>`
    select draw.month, staff.id as manager_id, staff.name as manager, team.name as team, draw.drawn_on,
           greatest(draw.of_many, count(entry.id)::int) as of_many, count(entry.id)::int as drawn,
           count(entry.id) filter (where looked_on is not null)::int as looked,
           count(entry.id) filter (where looked_on is not null
                                   and (analysis, direction, follow_up) <> ('yes', 'yes', 'yes'))::int as lacking
      from oversight_draw draw
      join staff on staff.id = draw.manager_id
      left join team on team.id = staff.team_id
      left join oversight_drawn on draw_id = draw.id
      left join oversight_discussion entry on entry.id = discussion_id
       and ${within(actor, 'chronology.read', sql.ref('entry.child_id'))}
     where ${theirs(actor)}
     group by draw.id, staff.id, team.id
     order by draw.month desc, staff.name, staff.id
     limit 120
  `.execute(db)
  return rows
}

/** An entry that was drawn, as a list and its own page show it. */
export interface Drawn extends Named {
  readonly id: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly managerId: string
  readonly manager: string
  readonly month: Day
  readonly heldOn: Day
  readonly known: string | null
  readonly challenge: string | null
  readonly safeNow: string | null
  readonly asked: string | null
  readonly askedByOn: Day | null
  readonly analysis: Answer | null
  readonly direction: Answer | null
  readonly followUp: Answer | null
  readonly askedOfThem: string | null
  readonly lookedOn: Day | null
  readonly looker: string | null
  /** Whether the reader is to look at it, and is not the manager whose entry it is. */
  readonly mine: boolean
}
export type Answer = 'yes' | 'partly' | 'no'

const drawn = (actor: Actor): RawBuilder<unknown> => sql`
  select entry.id, entry.child_id, person.kind, la_child_id, given_name, family_name, known_as,
         staff.id as manager_id, staff.name as manager, draw.month,
         entry.held_on, entry.known, entry.challenge, entry.safe_now, entry.asked, entry.asked_by_on,
         oversight_drawn.analysis, oversight_drawn.direction,
         oversight_drawn.follow_up, oversight_drawn.asked as asked_of_them, looked_on, looker.name as looker,
         ${theirs(actor)} as mine
    from oversight_drawn join oversight_draw draw on draw.id = draw_id
    join staff on staff.id = draw.manager_id left join team on team.id = staff.team_id
    join oversight_discussion entry on entry.id = discussion_id join person on person.id = entry.child_id
    left join staff looker on looker.id = looked_by
   where (staff.id = ${actor.id} or ${theirs(actor)})
     and ${within(actor, 'chronology.read', sql.ref('entry.child_id'))}`

/** Which entries: of whom and of which month, those left to look at where none is said; the reader's own where `own`. */
export interface Asked {
  readonly own: boolean
  readonly managerId: string | null
  readonly month: Day | null
}

/** Entries shown at once. */
export const atOnce = 60

/** Those left first, then the latest; one more than is shown where there are more. */
export async function entriesDrawn(db: Db, actor: Actor, { own, managerId, month }: Asked): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    ${drawn(actor)} and (staff.id = ${actor.id}) = ${own}
      and ${managerId === null ? sql`true` : sql`staff.id = ${managerId}`}
      and ${month === null ? sql<boolean>`(looked_on is null or ${own})` : sql`draw.month = ${month}`}
     order by looked_on is not null, draw.month desc, staff.name, entry.held_on, entry.id
     limit ${sql.lit(atOnce + 1)}
  `.execute(db)
  return rows
}

/** One entry that was drawn, if the actor may read it. */
export async function entryDrawn(db: Db | Tx, actor: Actor, id: string): Promise<Drawn | undefined> {
  const { rows } = await sql<Drawn>`${drawn(actor)} and entry.id = ${id}`.execute(db)
  return rows[0]
}

/** What became of what the entry asked for. */
export interface CameOf {
  readonly id: string
  readonly what: string | null
  readonly state: string
  readonly dueOn: Day | null
}

export async function cameOf(db: Db, childId: string, entryId: string): Promise<CameOf[]> {
  const { rows } = await sql<CameOf>`
    select id, what, state, due_on
      from action
     where child_id = ${childId}
       and from_id = ${entryId}
     order by due_on, id
     limit 20
  `.execute(db)
  return rows
}
