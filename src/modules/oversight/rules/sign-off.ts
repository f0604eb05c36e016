import { sql } from 'kysely'
import { counted } from '../../../platform/people/name.ts'
import { daySaid } from '../../actions/index.ts'
import type { OversightRule } from '../rule.ts'
import { held } from './held.ts'

export const waitingSignOff: OversightRule = {
  id: 'waiting-sign-off',
  name: 'Plans waiting to be authorised',
  counts: 'children',
  drift: false,
  weight: 1,
  means: 'A plan was sent to be authorised, and has been neither authorised nor sent back; longest first.',
  leavesOut:
    'Assessments, which are counted by themselves, and conference reports, which are not yet sent for authorising here.',
  source: 'Local standard: a plan is authorised by somebody who did not write it',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, plan.sent_on as at,
           held.day - plan.sent_on as number, null::text as words
      from held join plan on plan.child_id = held.child_id
     where plan.state = 'sent' and plan.sent_on <= held.day
     order by held.day, held.child_id, held.team_id, plan.sent_on`,
  says: ({ at, number }, { on }) => ({
    state: 'soon',
    words: `Plan sent to be authorised${at === null ? '' : ` ${daySaid(at, on)}`}, ${counted(number ?? 0, 'day')} ago`,
  }),
}

export const assessmentsWaiting: OversightRule = {
  id: 'assessments-waiting',
  name: 'Assessments waiting to be authorised',
  counts: 'children',
  drift: false,
  weight: 1,
  means:
    'An assessment was sent to be authorised, and has been neither authorised nor sent back; longest first.',
  leavesOut: 'Assessments still being written, and those sent back to their writer.',
  source: 'Local standard: an assessment is authorised by somebody who did not write it',
  hits: sql`
    select distinct on (held.day, held.child_id, held.team_id) ${held}, written.submitted_on as at,
           held.day - written.submitted_on as number, null::text as words
      from held join assessment_version as written on written.child_id = held.child_id
     where written.state = 'submitted' and written.submitted_on <= held.day
     order by held.day, held.child_id, held.team_id, written.submitted_on`,
  says: ({ at, number }, { on }) => ({
    state: 'soon',
    words: `Assessment sent to be authorised${at === null ? '' : ` ${daySaid(at, on)}`}, ${counted(number ?? 0, 'day')} ago`,
  }),
}
