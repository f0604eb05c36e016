import { sql } from 'kysely'
import type { Change } from '../../platform/record/change.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { findings } from '../../platform/record/rule.ts'
import { standsTooNear, type Given, type Step } from './meeting.ts'
import type { Conference } from './record.ts'
import { bookedAhead, heldAlready } from './rules.ts'

const held = ['held', 'inquorate'] as const

/** A manager agrees: not to what they asked for themselves, and not before the enquiry has said why. */
async function mayApprove(change: Change, { childId, kind, requestedBy }: Conference): Promise<Finding[]> {
  const found: Finding[] = []
  if (requestedBy === change.actor.id)
    found.push({
      rule: 'CP-30',
      message: 'You asked for this conference yourself: another manager must agree',
    })
  if ((kind === 'initial' || kind === 'pre-birth') && !(await enquiryAuthorised(change, childId)))
    found.push({
      rule: 'CP-31',
      message: 'No section 47 enquiry that found a continuing risk is authorised yet: authorise it first',
    })
  return found
}

/** An enquiry that came with a return says nothing of who authorised it: there, concluded is enough. */
async function enquiryAuthorised(change: Change, childId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from section47 where child_id = ${childId} and outcome = 'continuing risk'
      and (state = 'authorised' or (state = 'concluded' and import_key is not null))) as there
  `.execute(change.tx)
  return rows[0]?.there ?? false
}

async function mayBook(change: Change, { childId }: Conference, given: Given): Promise<Finding[]> {
  const found = findings([bookedAhead], { bookedFor: given.bookedFor ?? null, today: change.today })
  if (given.chairId != null && (await standsTooNear(change, childId, given.chairId)))
    found.push({
      rule: 'CP-32',
      message: 'The chair works with this child, or in their team: choose another',
      at: 'chairId',
    })
  return found
}

async function decidedFirst(_change: Change, { decidedOn, decision }: Conference): Promise<Finding[]> {
  if (decidedOn !== null || (decision !== null && decision !== 'not recorded')) return []
  return [{ rule: 'CP-33', message: 'Record what was decided for each child first', at: 'decisionsSentOn' }]
}

const signedFirst = async (_change: Change, { recordSignedOn }: Conference): Promise<Finding[]> =>
  recordSignedOn !== null
    ? []
    : [{ rule: 'CP-34', message: 'The chair has not signed the record yet', at: 'recordSentOn' }]

const draftedFirst = async (_change: Change, { recordWords }: Conference): Promise<Finding[]> =>
  recordWords !== null ? [] : [{ rule: 'CP-35', message: 'No record is drafted yet' }]

const checkedAlready = async (change: Change, _row: Conference, { checkedOn }: Given): Promise<Finding[]> =>
  findings([heldAlready], { heldOn: checkedOn ?? null, today: change.today }).map((one) => ({
    ...one,
    message: 'The day of the check must be today or earlier',
    at: 'checkedOn',
  }))

/** What is done to a conference beside holding it and deciding at it. */
export const steps = {
  approve: {
    event: 'conference.approved',
    title: 'Agree to a conference',
    save: 'Agree to it',
    needs: 'conference.approve',
    from: ['requested'],
    to: 'approved',
    asks: [],
    requires: [],
    guard: mayApprove,
    settles: ({ today, actor }) => ({ approvedOn: today, approvedBy: actor.id }),
  },
  decline: {
    event: 'conference.declined',
    title: 'Say that no conference is needed',
    save: 'No conference',
    needs: 'conference.approve',
    from: ['requested'],
    to: 'declined',
    asks: ['declinedWhy'],
    requires: ['declinedWhy'],
  },
  book: {
    event: 'conference.booked',
    title: 'Book a conference',
    save: 'Book it',
    needs: 'conference.arrange',
    from: ['approved', 'booked'],
    to: 'booked',
    asks: ['bookedFor', 'startsAt', 'place', 'mode', 'chairId'],
    requires: ['bookedFor', 'chairId'],
    guard: mayBook,
  },
  cancel: {
    event: 'conference.cancelled',
    title: 'Say that a conference will not be held',
    save: 'It will not be held',
    needs: 'conference.arrange',
    from: ['approved', 'booked'],
    to: 'cancelled',
    asks: ['cancelledWhy'],
    requires: ['cancelledWhy'],
  },
  reportShared: {
    event: 'conference.report-shared',
    title: 'Social care’s report was gone through with the family',
    save: 'Save',
    needs: 'invitation.write',
    from: ['booked', 'held', 'inquorate'],
    asks: ['reportSharedOn'],
    requires: ['reportSharedOn'],
  },
  sendDecisions: {
    event: 'conference.decisions-sent',
    title: 'Send the decisions',
    save: 'They were sent',
    needs: 'conference.arrange',
    from: held,
    asks: ['decisionsSentOn'],
    requires: ['decisionsSentOn'],
    guard: decidedFirst,
  },
  draftRecord: {
    event: 'conference.record-drafted',
    title: 'Draft the record',
    save: 'Save the draft for the chair',
    needs: 'conference.arrange',
    from: held,
    asks: ['recordWords'],
    requires: ['recordWords'],
    keepsDraft: true,
    // What the chair signed is not what the draft says now: they sign again.
    settles: ({ today, actor }) => ({
      recordDraftedOn: today,
      recordDraftedBy: actor.id,
      recordSignedOn: null,
      recordSignedBy: null,
    }),
  },
  signRecord: {
    event: 'conference.record-signed',
    title: 'Sign the record',
    save: 'Sign it',
    needs: 'conference.hold',
    from: held,
    asks: [],
    requires: [],
    guard: draftedFirst,
    settles: ({ today, actor }) => ({ recordSignedOn: today, recordSignedBy: actor.id }),
  },
  sendRecord: {
    event: 'conference.record-sent',
    title: 'Send the record',
    save: 'It was sent',
    needs: 'conference.arrange',
    from: held,
    asks: ['recordSentOn', 'recordSentTo'],
    requires: ['recordSentOn', 'recordSentTo'],
    guard: signedFirst,
  },
  check: {
    event: 'conference.plan-checked',
    title: 'Check the plan between conferences',
    save: 'Save the check',
    needs: 'conference.hold',
    from: ['held'],
    alone: true,
    asks: ['checkedOn', 'checkStands', 'checkFound'],
    requires: ['checkedOn', 'checkStands', 'checkFound'],
    keepsDraft: true,
    guard: checkedAlready,
    settles: ({ actor }) => ({ checkedBy: actor.id }),
  },
} satisfies Record<string, Step>
