import { sql } from 'kysely'
import { fell } from '../fragments.ts'

export const common = { stage: 'Protection', over: 'year', better: null, figure: 'percent' } as const

export const enquiry = { rows: ['enquiry', 'enquiries'] } as const

export const conference = { rows: ['conference', 'conferences'] } as const

export const plan = { rows: ['plan', 'plans'] } as const

export const child = { rows: ['child', 'children'] } as const

export const enquiries = sql`
  select section47.id, section47.child_id, section47.started_on as at, section47.conference_on,
         section47.concluded_on,
         section47.conference_not_required, section47.state
    from section47 where ${fell('section47.started_on')}`

export const initials = sql`
  select distinct on (conference.child_id, conference.held_on) conference.id, conference.child_id,
         conference.held_on as at, conference.decision
    from conference
   where conference.kind = 'initial'
     and conference.state = 'held'
     and ${fell('conference.held_on')}
   order by conference.child_id, conference.held_on, conference.id`

export const plansBegun = sql`
  select cp_plan.id, cp_plan.child_id, cp_plan.started_on as at, cp_plan.previous_plans
    from cp_plan
   where ${fell('cp_plan.started_on')}`

export const plansEnded = sql`
  select cp_plan.id, cp_plan.child_id, cp_plan.ended_on as at, cp_plan.started_on
    from cp_plan
   where ${fell('cp_plan.ended_on')}`

export const preProceedings = sql`
  select pre_proceedings.child_id, pre_proceedings.started_on as at from pre_proceedings
   where pre_proceedings.started_on <= asked.day
     and coalesce(least(pre_proceedings.decided_on, pre_proceedings.applied_on) > asked.day,
                  pre_proceedings.state = 'open')`

/** Agencies asked to conferences that were held; the family are asked as well and are no agency. */
export const invitations = sql`
  select meeting_invitation.child_id, conference.held_on as at, meeting_invitation.attended
    from meeting_invitation join conference on conference.id = meeting_invitation.conference_id
   where meeting_invitation.agency not in ('family', 'child', 'social care')
     and conference.kind in ('initial', 'review')
     and conference.state = 'held' and ${fell('conference.held_on')}`
