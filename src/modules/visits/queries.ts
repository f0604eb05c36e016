import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { nameable } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { ChapterDuties } from '../../platform/record/duties.ts'
import { nameOf, type Named } from '../../platform/people/name.ts'

/** A child who may be seen on this visit: the one asked about, and the brothers and sisters they live with. */
export interface MayBeSeen extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly lastAloneOn: Day | null
  /** What they last said, in their own words. */
  readonly lastWords: string | null
  /** What a worker must know before they go. */
  readonly workerRisk: string | null
}

/** The child first, then brothers and sisters of the household, eldest first. */
export async function mayBeSeen(db: Db, actor: Actor, childId: string): Promise<MayBeSeen[]> {
  const { rows } = await sql<MayBeSeen>`
    with here as (
      select ${childId}::uuid as id
       union
      select case when relationship.child_id = ${childId} then relative_id else child_id end
        from relationship
       where (child_id = ${childId} or relative_id = ${childId})
         and kind in ('sibling', 'half-sibling') and household and state = 'recorded'
    )
    select person.id, person.kind, given_name, family_name, known_as, la_child_id, born_on, expected_on,
           died_on, worker_risk,
           (select max(visited_on) from visit
             where visit.child_id = person.id
               and seen
               and seen_alone = 'yes'
               and mode = 'face to face') as last_alone_on,
           (select child_words from visit
             where visit.child_id = person.id
               and child_words is not null
             order by visited_on desc
             limit 1) as last_words
      from here
      join person on person.id = here.id
     where person.kind = 'child' and person.state = 'active' and ${nameable(actor, sql.ref('person.id'))}
        or person.id = ${childId}
     order by person.id <> ${childId}, born_on
     limit 12
  `.execute(db)
  return rows
}

/** An adult who may have been there. */
export interface Adult extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly relation: string
  readonly relationshipId: string
  readonly spokenToOn: Day | null
}

/** How a visit names an adult who was spoken to. */
export const adultWords = (adult: Adult): string => `${nameOf(adult)}, ${adult.relation}`

export async function adultsAround(db: Db | Tx, childId: string): Promise<Adult[]> {
  const { rows } = await sql<Adult>`
    select adult.id, adult.kind, given_name, family_name, known_as, la_child_id,
           relationship.kind as relation, relationship.id as relationship_id, spoken_to_on
      from relationship
      join person adult on adult.id = relationship.relative_id
     where relationship.child_id = ${childId} and adult.kind = 'adult' and relationship.state = 'recorded'
       and not contact_restricted
     order by household desc nulls last, adult.born_on
     limit 8
  `.execute(db)
  return rows
}

/** An outcome of the child's plan, which a visit may be for. */
export interface Purpose {
  readonly id: string
  readonly what: string
  readonly lastVisitOn: Day | null
}

/** The open outcomes, longest without a visit first. */
export async function purposes(db: Db, childId: string): Promise<Purpose[]> {
  const { rows } = await sql<Purpose>`
    select plan_outcome.id, what, max(visit.visited_on) as last_visit_on
      from plan_outcome
      left join visit on visit.outcome_id = plan_outcome.id
     where plan_outcome.child_id = ${childId} and plan_outcome.state = 'open'
     group by plan_outcome.id
     order by last_visit_on nulls first, set_on
     limit 6
  `.execute(db)
  return rows
}

/** The last time somebody went. */
export interface LastVisit {
  readonly visitedOn: Day
  readonly place: string | null
  readonly observations: string | null
}

export async function lastVisit(db: Db, childId: string): Promise<LastVisit | undefined> {
  return db
    .selectFrom('visit')
    .select(['visitedOn', 'place', 'observations'])
    .where('childId', '=', childId)
    .where('seen', '=', true)
    .orderBy('visitedOn', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Questions nobody has answered yet, oldest first. */
export async function openQuestions(db: Db, childId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('unknown')
    .select('question')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .orderBy('askedOn')
    .limit(5)
    .execute()
  return rows.map(({ question }) => question)
}

/** Which duties a visit met, and when each next falls due: worked out by the clocks, never asked. */
export interface Satisfied {
  readonly childId: string
  readonly clock: string
  readonly dueOn: Day | null
  readonly nextDueOn: Day | null
}

/**
 * The duties that seeing or visiting a child meets: those the chapters say a visit stops. An alarm that nobody has seen the
 * child is stopped by a visit too, and is not what the visit was for.
 */
export const visitingClocks = (duties: readonly Pick<ChapterDuties, 'duties'>[]): string[] =>
  duties.flatMap((chapter) =>
    chapter.duties
      .filter(({ clock, stoppedBy }) => stoppedBy === 'visit' && /^(see|visit)\b/i.test(clock.duty))
      .map(({ clock }) => clock.id),
  )

/** @param clocks the duties a visit may meet: `visitingClocks` of the book */
export async function satisfiedBy(
  db: Db,
  childIds: readonly string[],
  visitedOn: Day,
  clocks: readonly string[],
): Promise<Satisfied[]> {
  const { rows } = await sql<Satisfied>`
    select met.child_id, met.clock, met.due_on, next.due_on as next_due_on
      from clock_reading met
      left join clock_reading next on next.child_id = met.child_id and next.clock = met.clock
           and next.record_id = met.record_id and next.since_on = ${visitedOn} and next.met_on is null
     where met.child_id = any(${childIds}) and met.met_on = ${visitedOn} and met.clock = any(${clocks})
     order by met.child_id, met.clock
  `.execute(db)
  return rows
}

/** A visit as it was recorded, for its own page. */
export interface VisitTold extends Named {
  readonly id: string
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly state: string
  readonly visitedOn: Day
  readonly worker: string | null
  readonly workerId: string | null
  readonly purposeRating: string | null
  readonly checkSays: string | null
  readonly sampler: string | null
  readonly mode: string
  readonly outcome: string
  readonly seen: boolean | null
  readonly seenAlone: string | null
  readonly notAloneWhy: string | null
  readonly notSeenNext: string | null
  readonly place: string | null
  readonly announced: boolean | null
  readonly bedroomSeen: boolean | null
  readonly purpose: string | null
  /** Said in a word or two, and of no outcome of the plan: fewer than 20 letters rarely say why a child was visited. */
  readonly purposeShort: boolean | null
  readonly observations: string | null
  readonly childWords: string | null
  readonly noWordsWhy: string | null
  readonly remoteWhy: string | null
  readonly difference: string | null
  readonly differenceWhy: string | null
  readonly worried: boolean | null
  readonly nextOn: Day | null
  readonly spokenTo: readonly string[] | null
}

/** The visit, and the same visit to brothers and sisters. The first is the child asked about. */
export async function visitTold(db: Db, childId: string, visitId: string): Promise<VisitTold[]> {
  const { rows } = await sql<VisitTold>`
    select told.id, told.child_id, person.kind, given_name, family_name, known_as, la_child_id, told.state,
           told.visited_on, staff.name as worker, told.worker_id, told.purpose_rating, told.check_says,
           sampler.name as sampler, told.mode, told.outcome, told.seen, told.seen_alone,
           told.not_alone_why, told.not_seen_next, told.place, told.announced, told.bedroom_seen,
           coalesce(told.purpose, plan_outcome.what) as purpose,
           told.outcome_id is null
             and length(trim(told.purpose)) < 20 as purpose_short, told.observations, told.child_words,
           told.no_words_why, told.remote_why, told.difference, told.difference_why, told.worried,
           told.next_on, told.spoken_to
      from visit asked
      join visit told on told.id = asked.id or told.together_id = asked.together_id
      join person on person.id = told.child_id
      left join staff on staff.id = told.worker_id
      left join staff sampler on sampler.id = told.sampled_by
      left join plan_outcome on plan_outcome.id = told.outcome_id
     where asked.id = ${visitId} and asked.child_id = ${childId}
     order by told.id <> ${visitId}, person.born_on
     limit 12
  `.execute(db)
  return rows
}

/** By when a child must be seen, and by which rule: computed from every status the child has, never typed. */
export interface NextVisit {
  readonly childId: string
  readonly dueOn: Day
  readonly name: string
  readonly repeats: string
  readonly source: string
}

interface Owed {
  readonly childId: string
  readonly clock: string
  readonly dueOn: Day
}

/** Every duty to visit that is open for these children, the soonest first. */
export async function nextVisits(
  db: Db,
  chapters: readonly ChapterDuties[],
  childIds: readonly string[],
): Promise<NextVisit[]> {
  const ids = new Set(visitingClocks(chapters))
  const clocks = new Map(
    chapters.flatMap(({ duties }) => duties).map(({ clock }) => [clock.id, clock] as const),
  )
  const { rows } = await sql<Owed>`
    select child_id, clock, min(due_on) as due_on from clock_reading
     where child_id = any(${childIds})
       and clock = any(${[...ids]})
       and met_on is null
       and ended_on is null
       and due_on is not null
       and known
     group by child_id, clock order by min(due_on), clock limit 60
  `.execute(db)
  return rows.flatMap(({ childId, clock, dueOn }) => {
    const of = clocks.get(clock)
    return of === undefined ? [] : [{ childId, dueOn, name: of.name, repeats: of.repeats, source: of.source }]
  })
}
