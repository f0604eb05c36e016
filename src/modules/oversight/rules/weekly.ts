import { sql } from 'kysely'
import { counted } from '../../../platform/people/name.ts'
import { driftAmong } from '../../plans/index.ts'
import { daySaid } from '../../actions/index.ts'
import { notRegistered, registrationHeld, stays } from '../../looked-after/index.ts'
import { tooCalm } from '../../worries/index.ts'
import type { OversightRule } from '../rule.ts'
import { held } from './held.ts'

/** From so many points on the service manager is told: three grave reasons and one more, say. */
const grave = 10

/** Drift as the alert weighs it; its own list, so that the week’s message can say how many and lead to who. */
export const driftTen: OversightRule = {
  id: 'drift-ten',
  name: 'Drifting at ten points or more',
  counts: 'children',
  drift: false,
  weight: 0,
  means:
    'The rules of drift that hold for the child add up to ten points or more; of one rule, no more than three hits count.',
  leavesOut: 'What each rule of drift leaves out.',
  source: 'Local standard: the service manager looks at help that has stopped moving',
  hits: sql`
    select ${held}, null::date as at, drifting.score as number, null::text as words
      from held join (
        with held as (select distinct day, child_id, null::uuid as worker_id, null::uuid as team_id from held)
        ${driftAmong(grave)}) drifting on drifting.child_id = held.child_id`,
  says: () => ({ state: 'over', words: 'Several reasons at once: the child’s plan says which' }),
}

/** As the measure tells it: by what is held of the home’s registration, and by the kind of placement where nothing is. */
export const unregistered: OversightRule = {
  id: 'unregistered',
  name: 'In a home that is not registered',
  counts: 'children',
  drift: false,
  weight: 0,
  means:
    'Children in our care in a home found not to be registered, or, where that is not held, in another placement (Z1, Z11 to Z14); and children under 16 living independently or in supported accommodation (P2, H5, K3).',
  leavesOut: 'Children whose home is not known.',
  source: 'Care Standards Act 2000 s.11; SI 2010/959 reg 27A',
  doneAt: { text: 'Review them at Homes', href: '/homes', needs: 'home.review' },
  hits: sql`
    select ${held}, stay.started_on as at, held.day - stay.started_on as number,
           case when ${registrationHeld(sql.ref('held.child_id'), sql`held.day`)} = 'not registered' then 'found not to be registered'
                else 'by the kind of placement' end as words
      from held
      join (${stays}) stay on stay.child_id = held.child_id
       and stay.started_on <= held.day
       and stay.left_on > held.day
      join person on person.id = held.child_id
     where ${notRegistered({ child: 'held.child_id', placed: 'stay.placement_type', bornOn: 'person.born_on', on: sql`held.day` })}`,
  says: ({ at, number, words }, { on }) => ({
    state: 'over',
    words: `In a home that is not registered for ${counted(number ?? 0, 'day')}${at === null ? '' : `, since ${daySaid(at, on)}`}${words === null ? '' : `: ${words}`}`,
  }),
}

export const allIsWell: OversightRule = {
  id: 'all-is-well',
  name: 'Every visit says that nothing is wrong, and there is a child protection plan',
  counts: 'children',
  drift: false,
  weight: 0,
  means: 'The last three visits in which the child was seen all say that nothing new worries the worker.',
  leavesOut:
    'Children with no child protection plan. It is asked of today alone, whatever day the list is of.',
  source: 'Local standard: a record that is all well is checked by somebody else',
  hits: sql`
    select ${held}, calm.since_on as at, null::int as number, null::text as words
      from held join (${tooCalm()}) calm on calm.child_id = held.child_id`,
  says: ({ at }, { on }) => ({
    state: 'soon',
    words: `Nothing is wrong, say the visits${at === null ? '' : ` since ${daySaid(at, on)}`}`,
  }),
}
