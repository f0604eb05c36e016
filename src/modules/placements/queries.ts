import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { cameOn, notRegistered, registrationHeld, stays } from '../looked-after/index.ts'
import { homeOf, numberOf } from './home-of.ts'

/** Where a child lives on a day, and what is held of the home. */
export interface StayNow {
  /** The day the child came to live there. */
  readonly placedOn: Day
  readonly kind: string | null
  readonly postcode: string | null
  /** Ofsted's number for the home, as the return gave it; null where it has none. */
  readonly urn: string | null
  readonly homeId: string | null
  readonly home: string | null
  /** What is held of its registration; null where nothing is. */
  readonly standing: string | null
  /** Whether the child lives in a home that is not registered, or is none for their age; null where that is not known. */
  readonly unregistered: boolean | null
}

const child = sql.ref('stay.child_id')

const lived = (on: RawBuilder<Day>): RawBuilder<unknown> => sql`
  select stay.child_id, ${cameOn(child, on)} as placed_on, stay.placement_type as kind,
         stay.placement_postcode as postcode,
         ${numberOf(sql.ref('stay.urn'))} as urn, ${homeOf('stay', on)} as home_id,
         ${registrationHeld(child, on)} as standing,
         ${notRegistered({ child: 'stay.child_id', placed: 'stay.placement_type', bornOn: 'person.born_on', on })} as unregistered
    from (${stays}) stay join person on person.id = stay.child_id
   where stay.started_on <= ${on} and stay.left_on > ${on}`

/** Where a child lives on a day; null where they are not in our care. */
export async function stayOf(db: Db | Tx, childId: string, on: Day): Promise<StayNow | null> {
  const { rows } = await sql<StayNow>`
    select lived.*, home.name as home
      from (${lived(sql`${on}::date`)}) lived
      left join home on home.id = lived.home_id
     where lived.child_id = ${childId}
  `.execute(db)
  return rows[0] ?? null
}

/** What was found of a home, once. */
export interface Registration {
  readonly id: string
  readonly standing: string
  readonly registeredWith: string | null
  readonly number: string | null
  readonly fromOn: Day | null
  readonly toOn: Day | null
  readonly conditions: string | null
  readonly checkedOn: Day
  readonly checker: string | null
  readonly source: string | null
}

/** What was found of a home, the latest first; at most 50. */
export async function registrationsOf(db: Db, homeId: string): Promise<Registration[]> {
  const { rows } = await sql<Registration>`
    select found.id, standing, registered_with, number, from_on, to_on, conditions, checked_on,
           staff.name as checker, source
      from home_registration found left join staff on staff.id = found.checked_by
     where home_id = ${homeId}
     order by checked_on desc, found.recorded_at desc, found.id desc
     limit 50
  `.execute(db)
  return rows
}

/** A review of a child in a home that is not registered. */
export interface Reviewed {
  readonly id: string
  readonly reviewedOn: Day | null
  readonly reviewer: string | null
  readonly safe: string | null
  readonly safeWhy: string | null
  readonly whyStill: string | null
  readonly beingDone: string | null
  readonly ofstedToldOn: Day | null
  readonly nextOn: Day | null
}

/** The reviews of a child, the latest first; at most 100. */
export async function reviewsOf(db: Db, childId: string): Promise<Reviewed[]> {
  const { rows } = await sql<Reviewed>`
    select review.id, reviewed_on, staff.name as reviewer, safe, safe_why, why_still, being_done,
           ofsted_told_on, next_on
      from home_review review left join staff on staff.id = review.reviewed_by
     where child_id = ${childId}
     order by reviewed_on desc, review.id desc
     limit 100
  `.execute(db)
  return rows
}

/** The day the director's next review of a child is due; null where none is known to be owed. */
export async function reviewDueOn(db: Db, childId: string): Promise<Day | null> {
  const { rows } = await sql<{ dueOn: Day }>`
    select due_on from clock_reading
     where child_id = ${childId}
       and clock = 'unregistered-review'
       and met_on is null
       and ended_on is null
       and known
     order by due_on limit 1
  `.execute(db)
  return rows[0]?.dueOn ?? null
}

/** A child who lives in a home that is not registered. */
export interface Unregistered extends Named {
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly placed: string | null
  readonly placedOn: Day
  readonly home: string | null
  readonly standing: string | null
  readonly reviewedOn: Day | null
  readonly safe: string | null
  readonly dueOn: Day | null
}

/** Children who live in a home that is not registered, longest there first; at most 200. */
export async function unregisteredFor(db: Db, actor: Actor, on: Day): Promise<Unregistered[]> {
  const { rows } = await sql<Unregistered>`
    select lived.child_id, lived.kind as placed, lived.placed_on, home.name as home, lived.standing,
           person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id,
           last.reviewed_on, last.safe,
           (select min(due_on) from clock_reading reading where reading.child_id = lived.child_id
               and clock = 'unregistered-review' and met_on is null and ended_on is null and known) as due_on
      from (${lived(sql`${on}::date`)}) lived
      join person on person.id = lived.child_id
      left join home on home.id = lived.home_id
      left join lateral (
        select reviewed_on, safe
          from home_review
         where home_review.child_id = lived.child_id
           and reviewed_on >= lived.placed_on
         order by reviewed_on desc, id desc limit 1) last on true
     where lived.unregistered and ${within(actor, 'care.read', sql.ref('lived.child_id'))}
     order by lived.placed_on, lived.child_id
     limit 200
  `.execute(db)
  return rows
}

/** A home that is held, and how many of the children whom the reader may open live there today. */
export interface HomeHeld {
  readonly id: string
  readonly name: string
  readonly urn: string | null
  readonly standing: string | null
  readonly toOn: Day | null
  readonly checkedOn: Day | null
  readonly children: number
}

const homesHeld = (actor: Actor, on: RawBuilder<Day>): RawBuilder<unknown> => sql`
  select home.id, home.name, home.urn, home.postcode, found.standing, found.to_on, found.checked_on,
         coalesce(living.children, 0)::int as children
    from home
    left join lateral (select standing, to_on, checked_on from home_registration where home_id = home.id
           order by checked_on desc, recorded_at desc, id desc limit 1) found on true
    left join (select lived.home_id, count(*) as children from (${lived(on)}) lived
           where lived.home_id is not null and ${within(actor, 'care.read', sql.ref('lived.child_id'))}
           group by 1) living on living.home_id = home.id`

/** The homes that are held, those not registered first; at most 200. */
export async function homesFor(db: Db, actor: Actor, on: Day): Promise<HomeHeld[]> {
  const { rows } = await sql<HomeHeld>`
    select * from (${homesHeld(actor, sql`${on}::date`)}) held
     order by array_position(array['not registered', 'not known', 'registered'], standing), name, id
     limit 200
  `.execute(db)
  return rows
}

/** One home; undefined where there is none of that id. */
export async function homeHeld(db: Db, actor: Actor, homeId: string, on: Day): Promise<HomeHeld | undefined> {
  const { rows } = await sql<HomeHeld>`
    select * from (${homesHeld(actor, sql`${on}::date`)}) held where id = ${homeId}
  `.execute(db)
  return rows[0]
}

/** A child who lives in a home. */
export interface Living extends Named {
  readonly childId: string
  readonly kind: string
  readonly laChildId: string | null
  readonly placedOn: Day
}

/** The children who live in a home, of those the reader may open; at most 200. */
export async function livingIn(db: Db, actor: Actor, homeId: string, on: Day): Promise<Living[]> {
  const { rows } = await sql<Living>`
    select lived.child_id, lived.placed_on,
           person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id
      from (${lived(sql`${on}::date`)}) lived join person on person.id = lived.child_id
     where lived.home_id = ${homeId} and ${within(actor, 'care.read', sql.ref('lived.child_id'))}
     order by lived.placed_on, lived.child_id
     limit 200
  `.execute(db)
  return rows
}
