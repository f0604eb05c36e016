import type { Span } from '../../platform/clocks/clock.ts'
import { earliest } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { FactRow, History } from '../../platform/record/duties.ts'
import type { action } from '../actions/index.ts'
import { agencies } from './agencies.ts'
import type { meetingInvitation } from './invitation.ts'
import { askWhy } from './partners.ts'
import { planSpans, within } from './plan.ts'
import type { conference, coreGroup, cpPlan } from './record.ts'

type Told = History<{
  cpPlan: typeof cpPlan
  conference: typeof conference
  coreGroup: typeof coreGroup
  meetingInvitation: typeof meetingInvitation
  action: typeof action
}>

interface Attendance {
  readonly id: string
  readonly on: Day
  readonly came: boolean
}

/** Each agency that was at neither of two meetings running while there was a plan: from the second, until it comes or has answered. */
export const absences = (told: Told): Span[] =>
  Object.keys(agencies).flatMap((agency) => ofAgency(told, agency))

function ofAgency(told: Told, agency: string): Span[] {
  const meetings = attendance(told, agency)
  const answered = told.action
    .filter(({ what }) => what === askWhy(agency))
    .map(({ answeredOn }) => answeredOn)
  return meetings.flatMap(({ id, on, came }, i) => {
    const [before, earlier] = [meetings[i - 1], meetings[i - 2]]
    const second = !came && before?.came === false && earlier?.came !== false
    const plan = planSpans(told.child, told.cpPlan).find((one) => within(one, on))
    if (!second || plan === undefined) return []
    const back = meetings.find((later) => later.on > on && later.came)?.on ?? null
    const met = earliest(back, ...answered.filter((day) => day !== null && day >= on))
    return [{ recordId: id, since: on, met, ended: plan.to }]
  })
}

/** The meetings an agency was asked to and that were held, oldest first. */
function attendance(
  { conference: all, coreGroup: groups, meetingInvitation: asked }: Told,
  agency: string,
): Attendance[] {
  const heldOn = new Map([...all, ...groups].map((one) => [one.id, one.heldOn]))
  return asked
    .filter((one) => one.agency === agency)
    .flatMap((one: FactRow<typeof meetingInvitation>) => {
      const on = heldOn.get(one.conferenceId ?? one.coreGroupId ?? '') ?? null
      return on === null || one.attended === null ? [] : [{ id: one.id, on, came: one.attended !== 'no' }]
    })
    .toSorted((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1))
}
