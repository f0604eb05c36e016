import { sql } from 'kysely'
import { counted } from '../../../platform/people/name.ts'
import { daySaid, overWords } from '../../actions/index.ts'
import type { Hit, OversightRule, Saying } from '../rule.ts'
import { seeing } from '../seeing.ts'
import { held, late, seen } from './held.ts'

const statutory =
  'The visiting duties of each child’s own plan and placement; their law is on the page of dates'
const notHeld = 'Duties that are not known: where the returns we hold cannot say whether the child was seen.'

const dueInWindow = sql`
  select ${held}, held.due_on as at, held.met_on - held.due_on as number, held.clock as words
    from fell held`

const made = sql`
  select ${held}, held.visited_on as at, null::int as number, held.seen_alone as words
    from visited held
   where held.was_seen and held.seen_alone in ('yes', 'no')`

export const visitsOver: OversightRule = {
  id: 'visits-over',
  name: 'Visit over',
  counts: 'children',
  drift: false,
  weight: 4,
  means:
    'A visit that a plan or placement asks for has passed its day, and the child has not been seen since.',
  leavesOut: notHeld,
  source: statutory,
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, held.due_on as at,
           null::int as number, held.clock as words
      from owed held
     where held.clock = any(${seeing}) and ${late}
     order by held.day, held.child_id, held.team_id, held.due_on, held.clock`,
  says: ({ at, words }, { on, calendar, named }) => ({
    state: 'over',
    words:
      at === null
        ? 'Visit over'
        : `${named(words ?? '')}, ${overWords(at, on, calendar)}, due ${daySaid(at, on)}`,
  }),
}

/** A child not seen for longer than this many days is looked at, whatever their plan asks. */
const unseenAfter = 42

export const notSeen: OversightRule = {
  id: 'not-seen',
  name: 'Not seen for more than 6 weeks',
  counts: 'children',
  drift: false,
  weight: 3,
  means: 'Nobody from here has seen the child face to face for more than 42 days; longest first.',
  leavesOut:
    'Children whose visits the returns we hold cannot tell, young people of 18 and over, and children who came to us less than 42 days ago.',
  source: 'Local standard; child protection: no child unseen for 6 weeks',
  hits: sql`
    select ${held}, last.seen_on as at, held.day - opened.since_on as number, null::text as words
      from held
      join person on person.id = held.child_id
     cross join lateral (select max(visited_on) as seen_on from visit
                          where visit.child_id = held.child_id
                            and visit.visited_on <= held.day
                            and ${seen}) last
     cross join lateral (select greatest(last.seen_on, max(cin_episode.referred_on)) as since_on
                           from cin_episode
                          where cin_episode.child_id = held.child_id
                            and cin_episode.state = 'open'
                            and cin_episode.referred_on <= held.day) episode
     cross join lateral (select coalesce(episode.since_on, last.seen_on, held.from_on) as since_on) opened
     where held.day - opened.since_on > ${sql.lit(unseenAfter)} and person.died_on is null
       and coalesce(person.born_on + interval '18 years' > held.day, true) and person.kind = 'child'
       and coalesce((select true
                       from coverage
                      where coverage.child_id = held.child_id
                        and coverage.fact in ('visit', 'everything')
                        and coverage.until_on is null
             and coalesce(coverage.from_on <= held.day - ${sql.lit(unseenAfter)}, true) limit 1), false)`,
  says: ({ at, number }, { on }) => ({
    state: 'over',
    words:
      at === null
        ? `Not seen yet, ${counted(number ?? 0, 'day')}`
        : `Not seen for ${counted(number ?? 0, 'day')}, since ${daySaid(at, on)}`,
  }),
}

const timeliness = ({ at, number, words }: Hit, { on, calendar, named }: Saying) => {
  const due = at === null ? '' : `, due ${daySaid(at, on)}`
  const name = named(words ?? '')
  if (number === null)
    return {
      state: 'over' as const,
      words: `${name}${due}, ${at === null || at >= on ? 'not made yet' : overWords(at, on, calendar)}`,
    }
  if (number <= 0) return { state: 'met' as const, words: `${name}${due}, on time` }
  return { state: 'over' as const, words: `${name}${due}, made ${counted(number, 'day')} late` }
}

export const visitsDue: OversightRule = {
  id: 'visits-due',
  name: 'Visits due in the last 10 working days',
  counts: 'visits',
  drift: false,
  weight: 0,
  means: 'Visits whose day fell in the last 10 working days, today included, made or not.',
  leavesOut: `${notHeld} Visits that were no longer owed when their day came.`,
  source: statutory,
  hits: dueInWindow,
  says: timeliness,
}

export const visitsOnTime: OversightRule = {
  ...visitsDue,
  id: 'visits-on-time',
  name: 'Visits made on time',
  means: 'Of the visits due in the last 10 working days, those in which the child was seen by the day.',
  hits: sql`${dueInWindow} where held.met_on <= held.due_on`,
}

const aloneOrNot = ({ at, words }: Hit, { on }: Saying) => ({
  state: words === 'yes' ? ('met' as const) : ('soon' as const),
  words: `${at === null ? 'Seen' : `Seen ${daySaid(at, on)}`}, ${words === 'yes' ? 'alone' : 'not alone'}`,
})

export const visitsMade: OversightRule = {
  id: 'visits-made',
  name: 'Visits in which the child was seen',
  counts: 'visits',
  drift: false,
  weight: 0,
  means: 'Face-to-face visits of the last 10 working days in which the child was seen.',
  leavesOut: 'Visits that do not say whether the child was alone.',
  source: 'Working Together 2023, ch.3: children are seen alone where that is right for them',
  hits: made,
  says: aloneOrNot,
}

export const visitsAlone: OversightRule = {
  ...visitsMade,
  id: 'visits-alone',
  name: 'Visits in which the child was seen alone',
  means: 'Of those visits, the ones in which the child was seen alone.',
  hits: sql`${made} and held.seen_alone = 'yes'`,
}

export const noPurpose: OversightRule = {
  id: 'no-purpose',
  name: 'Visits with no purpose recorded',
  counts: 'visits',
  drift: false,
  weight: 1,
  means:
    'Visits of the last 10 working days recorded here with neither an outcome of the plan nor a purpose in words.',
  leavesOut: 'Visits known only from a return, which has no place for a purpose.',
  source: 'Local standard: every visit has a purpose',
  hits: sql`
    select ${held}, held.visited_on as at, null::int as number, null::text as words
      from visited held
     where held.no_purpose`,
  says: ({ at }, { on }) => ({
    state: 'unknown',
    words: `No purpose recorded for the visit${at === null ? '' : ` of ${daySaid(at, on)}`}`,
  }),
}

export const drawnLeft: OversightRule = {
  id: 'drawn-left',
  name: 'Visits drawn and not checked yet',
  counts: 'visits',
  drift: false,
  weight: 0,
  means:
    'Visits drawn by lot for the manager of the team to check as they were recorded, and not checked yet; oldest first.',
  leavesOut: 'Children whose records are restricted: their visits are not drawn.',
  source: 'Local standard: a sample of visits is checked by somebody who was not there',
  doneAt: { text: 'Check them at Visits to check', href: '/visits-to-check', needs: 'visit.check' },
  hits: sql`
    select ${held}, held.visited_on as at, held.day - held.drawn_on as number, null::text as words
      from drawn held`,
  says: ({ at, number }, { on }) => ({
    state: 'soon',
    words: `Visit${at === null ? '' : ` of ${daySaid(at, on)}`}, drawn ${counted(number ?? 0, 'day')} ago`,
  }),
}
