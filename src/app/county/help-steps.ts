import { earlyHelpEpisode, stepDown, stepUp } from '../../modules/early-help/index.ts'
import { Afterwards } from './afterwards.ts'
import type { Somebody, Staff } from './front-door.ts'
import { D, working, workingAfter } from './story.ts'

/** Steps up and down in every state: some late, some that nobody has accepted. */
export function crossings(
  telling: Afterwards,
  helped: readonly Somebody[],
  quiet: readonly Somebody[],
  staff: Staff,
): void {
  const leadId = staff.leads[0] ?? null
  stepsDown(telling, helped, leadId)
  helpGoing(telling, quiet.slice(0, 6), leadId)
  stepsUp(telling, quiet.slice(6, 6 + ups.length), leadId, staff)
}

function stepsDown(telling: Afterwards, helped: readonly Somebody[], leadId: string | null): void {
  const { today } = telling
  const queue = [...helped]
  const downs = [
    ['proposed', 4],
    ['handover', 6],
    ['handover', 24],
    ['accepted', 40],
    ['accepted', 95],
    ['checked', 92],
    ['closed', 130],
  ] as const
  for (const [state, ago] of downs) {
    const child = queue.shift()
    if (child === undefined) break
    const on = Math.min(working(today - ago), telling.back(1))
    const agreed =
      state === 'proposed'
        ? {}
        : { agreedOn: D(Math.min(working(on + 2), telling.back(0))), agreedBy: child.managerId }
    const accepted =
      state === 'accepted' || state === 'checked' || state === 'closed'
        ? { acceptedOn: D(working(on + 6)), meetingOn: D(working(on + 5)) }
        : {}
    const seen =
      state === 'checked' || state === 'closed'
        ? {
            checkedOn: D(today - 1),
            checkedBy: leadId,
            found: 'sustained',
            foundWords: 'School and the family say so.',
          }
        : {}
    telling.put(stepDown, child.childId, [
      state,
      on,
      child.workerId,
      {
        proposedOn: D(on),
        proposedBy: child.workerId,
        reason: 'Home is warm, school is steady, and mum asks for help early.',
        risks: 'Money runs out before the month does.',
        managedBy: 'Early help, with the debt adviser, every two weeks.',
        familyView: 'Ready, and a little nervous.',
        childView: 'I like it now.',
        receiverId: leadId,
        ...agreed,
        ...accepted,
        ...seen,
        ...(state === 'closed' ? { closedOn: D(today - 1) } : {}),
      },
    ])
  }
}

function helpGoing(telling: Afterwards, quiet: readonly Somebody[], leadId: string | null): void {
  const { today, chance } = telling
  for (const [i, child] of quiet.entries()) {
    const on = working(today - 10 - i * 20)
    const state = i < 2 ? 'waiting' : i < 5 ? 'open' : 'closed'
    const going =
      state === 'waiting'
        ? {}
        : {
            startedOn: D(working(on + 6)),
            leadId,
            lead: 'Ms Ford, Mill Primary',
            consent: true,
            needs: 'Sleep, money and a routine.',
            familyGoals: 'A whole night, and no letters from the landlord.',
          }
    telling.put(earlyHelpEpisode, child.childId, [
      state,
      on,
      leadId,
      {
        openedOn: D(on),
        cameFrom: chance.of(['contact', 'asked'] as const),
        why: 'Tired parents, and a child who is late most days.',
        ...going,
        ...(state === 'closed' ? { closedOn: D(today - 3), closedWhy: 'needs met' } : {}),
      },
    ])
  }
}

/** Working days: so long ago, decided so long after that, disputed so long after. */
const ups = [
  { state: 'requested', ago: 1 },
  { state: 'declined', ago: 4, decided: 1 },
  { state: 'disputed', ago: 7, decided: 1, disputed: 2 },
  { state: 'declined', ago: 20, decided: 4 },
  { state: 'declined', ago: 25, disputed: 2, decided: 5 },
  { state: 'declined', ago: 40, disputed: 3, decided: 12 },
] as const

/** One of each, a child each: waiting, decided in time and late, and what early help did not agree with, looked at again in time and late. */
function stepsUp(telling: Afterwards, quiet: readonly Somebody[], leadId: string | null, staff: Staff): void {
  for (const [i, child] of quiet.entries()) {
    const { state, ago, decided, disputed } = { decided: null, disputed: null, ...(ups[i] ?? ups[0]) }
    const on = telling.back(ago)
    const answered =
      decided === null
        ? {}
        : {
            decidedOn: D(workingAfter(on, decided)),
            decidedBy: staff.managerId,
            thresholdReason: 'Level 3: early help can do this with the school.',
          }
    const against =
      disputed === null
        ? {}
        : { disputedOn: D(workingAfter(on, disputed)), disputedWhy: 'He was hit again on Friday.' }
    telling.put(stepUp, child.childId, [
      state,
      on,
      leadId,
      {
        requestedOn: D(on),
        requestedBy: leadId,
        reason: 'Things are worse at home.',
        risks: 'He has been hit.',
        familyView: 'They say it is nothing.',
        childView: 'I do not want to say.',
        ...answered,
        ...against,
      },
    ])
  }
}
