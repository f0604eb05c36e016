import { createHash } from 'node:crypto'
import type { Day } from '../../platform/dates/day.ts'
import type { DayNumber } from './ledger.ts'
import { D, workingAfter } from './story.ts'

/** One meeting about brothers and sisters has one id, which moves nobody's chance. */
export function meetingOf(
  firstChildId: string,
  on: DayNumber,
  what: 'conference' | 'booked' | 'core group',
): string {
  const hex = createHash('sha256').update(`${firstChildId} ${on} ${what}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

interface HeldSo {
  readonly on: DayNumber
  readonly kind: 'initial' | 'review'
  readonly quorate: boolean
  readonly chairId: string
}

/** What a conference said beside its decision: the same words for the same day, in every county. */
export function conferenceSaid({ on, kind, quorate, chairId }: HeldSo) {
  const pick = <T>(list: readonly T[]): T | null => list[on % list.length] ?? null
  const decided = quorate
    ? {
        decidedOn: D(on),
        decidedBy: chairId,
        decisionWhy: pick(whys),
        factors: pick([
          ['domestic abuse', 'mental health'],
          ['neglect', 'alcohol'],
          ['domestic abuse'],
          ['drugs', 'neglect'],
        ] as const),
        coreGroup: ['social care', 'school', 'public health'] as const,
        ...(kind === 'initial' && { outlinePlan: pick(firsts) }),
      }
    : {}
  return {
    ...decided,
    chairId,
    mode: pick(['in person', 'both', 'in person'] as const),
    childAttended: pick(['advocate', 'views', 'yes', 'no'] as const),
    parentsAttended: pick(['all', 'some', 'all', 'none'] as const),
    riskSummary: pick(worries),
  }
}

/** A step of a conference after its day, at a minute that moves nobody's chance. */
interface After {
  readonly state: 'held' | 'inquorate'
  readonly on: DayNumber
  readonly by: string
  readonly minute: number
  readonly values: Partial<
    Record<'decisionsSentOn' | 'recordDraftedOn' | 'recordSignedOn' | 'recordSentOn', Day>
  > & {
    readonly recordWords?: string
    readonly recordDraftedBy?: string
    readonly recordSignedBy?: string
    readonly recordSentTo?: string
  }
}

/** What follows a conference: its decisions are sent, one in five of them late, and its record, one in four of them late. */
export function afterConference({ on, quorate, chairId }: HeldSo): After[] {
  const decisions = workingAfter(on, on % 5 === 0 ? 2 + (on % 9) : 1)
  const record = workingAfter(on, on % 4 === 0 ? 21 + (on % 23) : 11 + (on % 9))
  const signed = workingAfter(record, -2)
  const step = (at: DayNumber, values: After['values']): After => ({
    state: quorate ? 'held' : 'inquorate',
    on: at,
    by: chairId,
    minute: 16 * 60,
    values,
  })
  return [
    step(decisions, { decisionsSentOn: D(decisions) }),
    step(signed, {
      recordWords: records[on % records.length] ?? '',
      recordDraftedOn: D(workingAfter(signed, -3)),
      recordDraftedBy: chairId,
      recordSignedOn: D(signed),
      recordSignedBy: chairId,
    }),
    step(record, { recordSentOn: D(record), recordSentTo: 'Mum, Nan, school and the health visitor' }),
  ]
}

const records = [
  'Everybody heard the report read. Mum said which part of it she did not agree with, and why; that is written beside it.',
  'School, the health visitor and the social worker said what they see. What the children asked for was read to all.',
  'What was agreed last time was gone through line by line: what was done, by whom, and what was not.',
]

const whys = [
  'The harm has happened more than once, and nothing yet shows that it will stop.',
  'Mum has asked for help and is not safe enough to take it on her own.',
  'What was agreed at the last conference is half done.',
]

const firsts = [
  'Nan collects the children from school. School rings the social worker the day one of them is away.',
  'The health visitor comes each week. No visit to the house by the father before the next core group.',
]

const worries = [
  'The children hear shouting at night and are tired in school. Nan is close and they trust her.',
  'There is little food on Fridays. School sees that mum is warm with them.',
  'Nobody knows who stays at the house at weekends. The children say they feel safe at their aunt’s.',
]
