import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { nameable } from '../../../platform/access/reach.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'
import type { Named } from '../../../platform/people/name.ts'
import type { AssessmentVersion } from './record.ts'

/** Somebody as the pages name them. */
export interface Who extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
}

/** One version, with the names of those it names. */
export interface VersionHeld extends AssessmentVersion {
  readonly submitter: string | null
  readonly returner: string | null
  readonly authoriser: string | null
}

/** One assessment of one child. */
export interface AssessmentHeld {
  readonly id: string
  readonly childId: string
  readonly state: 'started' | 'authorised'
  readonly togetherId: string | null
  readonly importId: string | null
  readonly startedOn: Day | null
  readonly referredOn: Day | null
  readonly steeredOn: Day | null
  readonly steerSaid: string | null
  readonly steeredAgainOn: Day | null
  readonly steerAgainSaid: string | null
  readonly authorisedOn: Day | null
  readonly sharedOn: Day | null
  readonly lateWhy: string | null
  readonly factors: readonly string[] | null
  readonly supportNeeded: string | null
  readonly childSeen: string | null
  /** Newest first. */
  readonly versions: readonly VersionHeld[]
}

const versionsOf = (of: RawBuilder<unknown>) => sql`
  array(select to_jsonb(one) || jsonb_build_object('submitter', sent.name, 'returner', back.name,
                                                   'authoriser', agreed.name)
    from assessment_version one
    left join staff sent on sent.id = one.submitted_by
    left join staff back on back.id = one.returned_by
    left join staff agreed on agreed.id = one.authorised_by
   where one.assessment_id = ${of} order by one.number desc limit 20)`

type Stored = Omit<AssessmentHeld, 'versions'> & { readonly versions: readonly Record<string, unknown>[] }

const held = (where: RawBuilder<unknown>) => sql<Stored>`
  select assessment.id, assessment.child_id, assessment.state, together_id, assessment.import_id, started_on,
         referred_on,
         steered_on, steer_said, steered_again_on, steer_again_said, authorised_on, shared_on, late_why,
         factors,
         support_needed, child_seen, ${versionsOf(sql.ref('assessment.id'))} as versions
    from assessment left join cin_episode on cin_episode.id = assessment.episode_id
   where ${where}
   order by started_on desc nulls last, assessment.id desc
   limit 60`

/** What the database puts in JSON keeps its own names: answers are read by ours. */
const named = ({ versions, ...rest }: Stored): AssessmentHeld => ({
  ...rest,
  versions: versions.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
      ) as unknown as VersionHeld,
  ),
})

/** A child's assessments with their versions, newest first; at most 60. */
export const assessmentsOf = async (db: Db | Tx, childId: string): Promise<AssessmentHeld[]> =>
  (await prepared(db, held(sql`assessment.child_id = ${childId}`))).map(named)

/** A child of a family that is assessed together. */
export interface Member {
  readonly who: Who
  readonly assessment: AssessmentHeld
}

/** The children assessed together with this one, itself among them, the eldest first. */
export async function membersOf(db: Db | Tx, assessmentId: string): Promise<Member[]> {
  const rows = await prepared(
    db,
    held(sql`assessment.id = ${assessmentId} or (together_id is not null
      and together_id = (select together_id from assessment own where own.id = ${assessmentId}))`),
  )
  const people = await whoAre(
    db,
    rows.map(({ childId }) => childId),
  )
  return people.flatMap((who) =>
    rows.filter(({ childId }) => childId === who.id).map((row) => ({ who, assessment: named(row) })),
  )
}

const whoAre = (db: Db | Tx, ids: readonly string[]): Promise<Who[]> =>
  prepared(
    db,
    sql<Who>`select id, kind, la_child_id, given_name, family_name, known_as from person
      where id = any(${ids}::uuid[]) order by born_on nulls last, id limit 20`,
  )

/** A parent, carer or partner whose part the assessment must speak of. */
export interface Parent extends Who {
  /** What they are to the child first asked about, as the record has it. */
  readonly relation: string
  readonly household: boolean | null
  readonly importId: string | null
  readonly recordedOn: Day
}

/** Every parent, carer and parent's partner of these children, whether they live there or not. */
export const parentsOf = (db: Db | Tx, childIds: readonly string[]): Promise<Parent[]> =>
  prepared(
    db,
    sql<Parent>`
    select distinct on (adult.id) adult.id, adult.kind, adult.la_child_id, given_name, family_name, known_as,
           relationship.kind as relation, household, relationship.import_id,
           relationship.recorded_at::date as recorded_on
      from relationship join person adult on adult.id = relationship.relative_id
     where relationship.child_id = any(${childIds}::uuid[])
       and relationship.state = 'recorded'
       and to_on is null
       and relationship.kind in ('mother', 'father', 'parent', 'step-parent', 'carer', 'partner of parent')
       and adult.state = 'active' and adult.died_on is null and adult.restricted_level < 2
     order by adult.id, household desc nulls last
     limit 12`,
  )

/** Brothers and sisters who might be assessed together with a child, the eldest first. */
export const siblingsOf = (db: Db | Tx, actor: Actor, childId: string): Promise<Who[]> =>
  prepared(
    db,
    sql<Who>`
    select person.id, person.kind, la_child_id, given_name, family_name, known_as from person
     where id in (select case when child_id = ${childId} then relative_id else child_id end from relationship
                   where (child_id = ${childId} or relative_id = ${childId})
                     and kind in ('sibling', 'half-sibling')
                     and state = 'recorded')
       and person.kind <> 'adult'
       and state = 'active'
       and died_on is null
       and ${nameable(actor, sql.ref('person.id'))}
     order by born_on nulls last, id limit 12`,
  )

/** When a child was seen since a day, and whether alone: what nobody is asked again. */
export interface Seen {
  readonly childId: string
  readonly on: Day
  readonly alone: string | null
}

export const seenSince = (db: Db | Tx, childIds: readonly string[], since: Day): Promise<Seen[]> =>
  prepared(
    db,
    sql<Seen>`
    select child_id, visited_on as on, seen_alone as alone from visit
     where child_id = any(${childIds}::uuid[])
       and visited_on >= ${since}::date
       and seen
       and mode = 'face to face'
       and outcome = 'completed'
     order by visited_on desc, id limit 200`,
  )

/** What an assessment says of one adult. */
export interface AdultSaid {
  readonly versionId: string
  readonly adultId: string
  readonly called: string
  readonly capacity: string | null
  readonly says: string | null
}

/** What these versions say of each adult. */
export async function adultsSaid(db: Db | Tx, versionIds: readonly string[]): Promise<AdultSaid[]> {
  const rows = await prepared(
    db,
    sql<Omit<AdultSaid, 'called'> & Named>`
    select version_id, adult_id, capacity, says, given_name, family_name, known_as
      from assessed_adult join person on person.id = adult_id
     where version_id = any(${versionIds}::uuid[]) order by assessed_adult.id limit 200`,
  )
  return rows.map((row) => ({
    ...row,
    called:
      [row.knownAs ?? row.givenName, row.familyName].filter((part) => part !== null).join(' ') || 'An adult',
  }))
}

/** Per cent alike from which the writer is told that two children's words are the same: one setting, as for plans. */
export async function alikeFrom(db: Db | Tx): Promise<number> {
  const [row] = await prepared(
    db,
    sql<{ from: number }>`select coalesce((select plan_alike from authority limit 1), 80) as from`,
  )
  return row?.from ?? 80
}
