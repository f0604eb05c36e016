import { sql, type RawBuilder } from 'kysely'
import { addDays, type Day } from '../../platform/dates/day.ts'
import type { Question } from './questions.ts'

/** News older than a week when it is first asked for is history. */
export const newsDays = 7

const newSince = (today: Day): RawBuilder<unknown> => sql`${addDays(today, -newsDays)}::date`

/** The numbers in an address, in order: what is left of it when the street is written another way. */
const numbersIn = (lines: string): RawBuilder<unknown> =>
  sql`(select array_agg(found[1] order by found[1])
         from regexp_matches(lower(${sql.ref(lines)}), '[0-9]+[a-z]?', 'g') found)`

/** The same house: one postcode and the same numbers or, where neither has any, nearly the same words. */
const sameHouse = sql<boolean>`
  upper(replace(home.postcode, ' ', '')) = upper(replace(theirs.postcode, ' ', ''))
  and case when home.lines ~ '[0-9]'
           or theirs.lines ~ '[0-9]' then ${numbersIn('home.lines')} = ${numbersIn('theirs.lines')}
           else similarity(home.lines, theirs.lines) > 0.6 end`

const standing = (table: string, today: Day): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(`${table}.to_on`)} > ${today}::date, true)`

/** Who lives with a child: asked of the family as the record has it. */
export const householdQuestions: readonly Question[] = [
  {
    id: 'new-adult',
    name: 'An adult has joined the household: find out who they are',
    source: 'Local standard: every adult of a household is known, or it is said that nothing was found',
    rung: 'owner',
    owner: 'lead',
    clears:
      'Somebody has spoken to the adult, the worker answers with what is known, or the adult no longer lives there',
    answerEnds: true,
    // Whoever is written down with the family as it is first met has not joined it, nor has whom an import brings.
    stands: (today) => sql`
      select relationship.child_id, relationship.id as record_id,
             coalesce(from_on, relationship.recorded_at::date) as since_on
        from relationship join person adult on adult.id = relationship.relative_id
       where relationship.state = 'recorded'
         and household
         and risk = 'none known'
         and spoken_to_on is null
         and relationship.import_id is null
         and adult.kind = 'adult' and ${standing('relationship', today)}
         and relationship.recorded_at >= ${newSince(today)} and relationship.recorded_by is not null
         and coalesce(from_on,
                      relationship.recorded_at::date) between ${addDays(today, -4 * newsDays)}::date and ${today}::date
         and exists (select
                       from relationship before
                      where before.child_id = relationship.child_id
                        and before.household
                        and before.id <> relationship.id
               and before.recorded_at::date < relationship.recorded_at::date)`,
  },
  {
    id: 'address-of-risk-adult',
    name: 'An adult who is a risk to another child has the same address: search for it to see who',
    source: 'Local standard: the manager is told the same day',
    rung: 'team manager',
    owner: 'team manager',
    clears: 'The manager answers, or one of them no longer lives there',
    answerEnds: true,
    // Who is in the child’s own family already is known; whose record is closed to others is named to nobody by their address.
    stands: (today) => sql`
      with risk as (
        select relative_id as adult_id, min(recorded_at) as recorded_at from relationship
         where risk <> 'none known' and state = 'recorded' and ${standing('relationship', today)}
           and not exists (select
                             from person hidden
                            where hidden.id in (relationship.child_id, relationship.relative_id)
                              and hidden.restricted_level > 1)
         group by relative_id
      )
      select home.child_id, home.id as record_id,
             max(greatest(home.recorded_at, theirs.recorded_at, risk.recorded_at))::date as since_on
        from risk
        join address theirs on theirs.child_id = risk.adult_id
         and not theirs.confidential
         and ${standing('theirs', today)}
        join address home on ${sameHouse} and ${standing('home', today)}
        join person child on child.id = home.child_id and child.kind in ('child', 'unborn')
       where greatest(home.recorded_at, theirs.recorded_at, risk.recorded_at) >= ${newSince(today)}
         and not exists (select
                           from relationship known
                          where known.child_id = home.child_id
                            and known.relative_id = risk.adult_id)
       group by home.child_id, home.id`,
  },
]
