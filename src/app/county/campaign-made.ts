import { action } from '../../modules/actions/index.ts'
import { campaignCheck } from '../../modules/campaigns/index.ts'
import { numberOfDay } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Afterwards, Step } from './afterwards.ts'
import type { DayNumber } from './ledger.ts'
import { found } from './plan-words.ts'
import type { Open, Staff } from './plans-made.ts'
import { D, workingAfter } from './story.ts'

/** Every child in need for nine months or more, begun twelve days ago and half done. */
export async function runCampaign(
  tx: Tx,
  made: Afterwards,
  open: readonly Open[],
  staff: Staff,
): Promise<void> {
  const { today } = made
  const long = open.filter(
    ({ kind, startedOn, leo }) => kind === 'child in need' && !leo && today - numberOfDay(startedOn) > 274,
  )
  if (long.length === 0 || staff.managers.length === 0) return
  const opened = today - 12
  const cohort = JSON.stringify({ kind: 'child in need', months: 9, teamId: null })
  const { id: campaignId } = await tx
    .insertInto('campaign')
    .values({
      id: made.id(opened),
      title: 'Children in need for more than nine months',
      why: 'Help under section 17 has an end in sight. Is it still the right help, and is each child safe?',
      cohort,
      byOn: D(today + 16),
      state: 'running',
      openedOn: D(opened),
      openedBy: staff.headId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [i, child] of long.entries()) {
    const others = staff.managers.filter((id) => id !== child.managerId && id !== child.workerId)
    const reviewerId = others[i % Math.max(1, others.length)] ?? staff.headId
    looked(made, child, {
      campaignId,
      reviewerId,
      opened,
      fate: fates[i % fates.length] ?? 'asked',
      headId: staff.headId,
    })
  }
}

/** In turn, so that a small county has some of each. */
const fates = ['asked', 'well', 'not well', 'asked', 'not well', 'well', 'asked', 'left out'] as const

interface Looking {
  readonly campaignId: string
  readonly reviewerId: string
  readonly opened: DayNumber
  readonly fate: 'asked' | 'well' | 'not well' | 'left out'
  readonly headId: string
}

function looked(
  made: Afterwards,
  child: Open,
  { campaignId, reviewerId, opened, fate, headId }: Looking,
): void {
  const { chance, today } = made
  const asked: Step = ['asked', opened, headId, { campaignId, reviewerId, askedOn: D(opened) }]
  const on = opened + chance.whole(1, 11)
  if (fate === 'asked') return void made.put(campaignCheck, child.childId, asked)
  if (fate === 'left out')
    return void made.put(campaignCheck, child.childId, asked, [
      'left out',
      on,
      headId,
      { leftOutWhy: 'The child moves to another council this week' },
    ])
  const well = fate === 'well'
  const due = workingAfter(on, 8)
  const actionId = well
    ? null
    : made.put(
        action,
        child.childId,
        [
          'open',
          on,
          reviewerId,
          {
            what: `Say in the plan what would be enough for ${child.name}`,
            askedBy: reviewerId,
            ownerId: child.workerId,
            askedOn: D(on),
            dueOn: D(due),
            firstDueOn: D(due),
            direction: true,
            extended: 0,
            timesAsked: 1,
          },
        ],
        ...answered(child, reviewerId, on),
      )
  const values = {
    safeNow: well ? 'yes' : chance.of(['yes', 'not sure', 'no'] as const),
    planEffective: well ? 'yes' : chance.of(['partly', 'no'] as const),
    risksAddressed: well ? 'yes' : 'partly',
    nextStep: well ? 'go on' : chance.of(['change the plan', 'step down', 'step up'] as const),
    found: chance.of(found),
    actionId,
    answeredOn: D(Math.min(on, today)),
    answeredBy: reviewerId,
  }
  made.put(campaignCheck, child.childId, asked, ['answered', on, reviewerId, values])
}

/** What came of what a look asked for: one in three agreed as done by now, one in three answered, one in three still open. */
function answered({ name, workerId }: Open, reviewerId: string, on: DayNumber): Step[] {
  const done = workingAfter(on, 2)
  const said: Step = [
    'answered',
    done,
    workerId,
    { answer: 'It is in the plan now', evidence: 'The plan', answeredOn: D(done), answeredBy: workerId },
  ]
  const agreed: Step = [
    'verified',
    done + 1,
    reviewerId,
    {
      verifiedOn: D(done + 1),
      verifiedBy: reviewerId,
      difference: `Everybody knows what is enough for ${name}`,
    },
  ]
  return on % 3 === 0 ? [] : on % 3 === 1 ? [said] : [said, agreed]
}
