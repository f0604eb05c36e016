import { action } from '../../modules/actions/index.ts'
import { cinDecision } from '../../modules/child-in-need/index.ts'
import { planOutcome } from '../../modules/plans/index.ts'
import { numberOfDay } from '../../platform/dates/day.ts'
import { Afterwards, type Step } from './afterwards.ts'
import type { DayNumber } from './ledger.ts'
import { jobs, others } from './plan-words.ts'
import type { Open, Staff, Stage } from './plans-made.ts'
import { D, workingAfter } from './story.ts'

/** What is asked for each outcome of a plan in force, and what came of it. */
export function asks(made: Afterwards, child: Open, authorised: DayNumber): void {
  const { chance, today } = made
  const start = chance.whole(0, jobs.length - 1)
  const job = (i: number): string => jobs[(start + i) % jobs.length] ?? ''
  for (const [i, outcome] of child.outcomes.slice(0, 4).entries()) {
    const asked = Math.max(authorised, numberOfDay(outcome.setOn))
    if (asked > today || chance.odds(0.15)) continue
    const due = workingAfter(asked, chance.whole(8, 60))
    const extended = chance.weighed([[0, 70], [1, 18], [2, 12]] as const) // prettier-ignore
    const last = due + extended * 14
    const soon = chance.odds(0.7)
    // What is three months over has been done since.
    const answered =
      soon && last < today ? last - chance.whole(0, 6) : last + 91 < today ? last + 70 : Infinity
    const verified = chance.odds(0.8) ? answered + chance.whole(1, 9) : Infinity
    const why = { extendedWhy: 'The family needed more time' }
    const steps: [Step, ...Step[]] = [
      [
        'open',
        asked,
        child.managerId,
        {
          what: job(i).replaceAll('{name}', child.name),
          outcomeId: outcome.id,
          ownerId: child.workerId,
          doneBy: chance.odds(0.5) ? chance.of(others) : null,
          askedBy: child.managerId,
          askedOn: D(asked),
          dueOn: D(due),
          firstDueOn: D(due),
          direction: false,
          extended: 0,
          timesAsked: 1,
        },
      ],
      ...Array.from({ length: extended }, (_, i): Step => [
        'open',
        Math.min(due - 1 + i * 14, today),
        child.managerId,
        { dueOn: D(due + (i + 1) * 14), extended: i + 1, ...why },
      ]),
      [
        'answered',
        answered,
        child.workerId,
        answered === Infinity
          ? {}
          : {
              answer: 'Done, and seen',
              evidence: 'Note of the visit',
              answeredOn: D(answered),
              answeredBy: child.workerId,
            },
      ],
      [
        'verified',
        verified,
        child.managerId,
        verified === Infinity
          ? {}
          : {
              verifiedOn: D(verified),
              verifiedBy: child.managerId,
              difference: `It is better for ${child.name}`,
            },
      ],
    ]
    made.put(action, child.childId, ...steps)
  }
}

/** A draft's own outcome and action: of a child in need's they are whole once it is sent, and others lack something for the checks to say. */
export function proposeOne(
  made: Afterwards,
  child: Open,
  planId: string,
  { stage, on }: { stage: Stage; on: DayNumber },
): void {
  const { chance } = made
  const whole = stage === 'sent' && child.kind === 'child in need'
  const measure = chance.odds(0.5) || whole ? 'What school sees on ten days running' : null
  const values = {
    what: `${child.name} is at school by nine every day`,
    measure,
    planId,
    setOn: D(on),
    byOn: D(made.today + 60),
    progress: 'not started',
  }
  const outcomeId = made.put(planOutcome, child.childId, ['proposed', on, child.workerId, values])
  const asked = {
    what: chance.of(['Engage with school', 'Agree with school who rings when late']),
    outcomeId,
    ownerId: chance.odds(0.6) ? child.workerId : null,
    doneBy: null,
    direction: false,
    extended: 0,
    timesAsked: 1,
    ...(whole && { ownerId: child.workerId, dueOn: D(made.today + 30) }),
  }
  made.put(action, child.childId, ['proposed', on, child.workerId, asked])
}

export function decided(made: Afterwards, child: Open, staff: Staff, began: DayNumber): void {
  const { chance, today } = made
  const on = Math.min(began + 274 + chance.whole(-8, 20), today)
  const decision = chance.weighed([
    ['go on', 6],
    ['step down', 3],
    ['step up', 1],
  ] as const)
  const values = {
    planId: child.underId,
    decidedOn: D(on),
    decidedBy: staff.headId,
    decision,
    reason: 'Two of the outcomes have moved, and one has not',
    considered: 'Stepping up, and ending the plan',
    differently:
      decision === 'go on' ? 'An end day, told to the family, and a review each month until then' : null,
  }
  made.put(cinDecision, child.childId, ['decided', on, staff.headId, values])
}
