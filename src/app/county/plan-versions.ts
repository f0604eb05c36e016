import { plan } from '../../modules/plans/index.ts'
import { Afterwards, type Step, type Values } from './afterwards.ts'
import type { DayNumber } from './ledger.ts'
import { changes, ifNots, leoSays, leoWorries, needed, sayings, worried } from './plan-words.ts'
import type { Open, Staff, Stage } from './plans-made.ts'
import { D, workingAfter } from './story.ts'

interface Version {
  readonly drafted: DayNumber
  readonly authorised: DayNumber
  readonly stage: Stage
  readonly number: number
  readonly before: string | null
  /** When the next took its place. */
  readonly replaced: DayNumber
}

export function version(made: Afterwards, child: Open, staff: Staff, of: Version): string {
  const { chance } = made
  const { drafted, authorised, stage, number, replaced } = of
  const [worker, manager] = [child.workerId, child.managerId]
  const words = writtenFor(made, child, number)
  const sentOn = stage === 'drafted' ? Infinity : Math.min(drafted + chance.whole(0, 1), authorised)
  const first: Step = [
    'draft',
    drafted,
    worker,
    {
      ...words,
      kind: child.kind,
      number,
      replacesId: of.before,
      underId: child.underId,
      draftedOn: D(drafted),
      draftedBy: worker,
      ...(stage === 'drafted' ? { ifNot: null } : {}),
    },
  ]
  const sent: Step = [
    'sent',
    sentOn,
    worker,
    sentOn === Infinity ? {} : { sentOn: D(sentOn), sentBy: worker },
  ]
  const live: Step = [
    'live',
    stage === 'sent' ? Infinity : authorised,
    manager,
    { authorisedOn: D(authorised), authorisedBy: manager },
  ]
  const agreed =
    child.kind === 'child protection' && chance.odds(0.7)
      ? Math.min(authorised + chance.whole(1, 6), made.today)
      : Infinity
  const verified: Step = [
    'live',
    agreed,
    staff.chairId,
    agreed === Infinity ? {} : { verifiedOn: D(agreed), verifiedBy: staff.chairId },
  ]
  const gone: Step = ['replaced', replaced, manager, replaced === Infinity ? {} : { replacedOn: D(replaced) }]
  const steps: [Step, ...Step[]] =
    stage === 'drafted' || stage === 'sent'
      ? [first, sent]
      : [first, sent, live, ...(agreed < replaced ? [verified] : []), gone]
  return made.put(plan, child.childId, ...steps)
}

/** The next version: in force, or still a draft beside the first; none where the first is too young. */
export function later(
  { chance, today }: Afterwards,
  stage: 'second' | 'redrafted',
  authorised: DayNumber,
): Pick<Version, 'drafted' | 'authorised' | 'stage'> | null {
  const room = today - authorised
  if (room < 8) return null
  if (stage === 'redrafted')
    return { drafted: today - chance.whole(1, 6), authorised: today, stage: 'drafted' }
  const drafted = authorised + chance.whole(3, room - 4)
  return { drafted, authorised: Math.min(workingAfter(drafted, chance.whole(1, 3)), today), stage: 'live' }
}

function writtenFor({ chance, today }: Afterwards, child: Open, number: number): Values {
  const say = (text: string): string => text.replaceAll('{name}', child.name)
  return {
    worries: child.leo ? leoWorries : say(chance.of(worried)),
    needs: say(chance.of(needed)),
    childSays: child.leo ? leoSays : chance.odds(0.75) ? chance.of(sayings) : null,
    parentsAgree: chance.weighed([
      ['yes', 6],
      ['partly', 3],
      ['no', 1],
    ] as const),
    ifNot: child.outcomes[0]?.ifNot ?? chance.of(ifNots),
    ifNotOn: child.leo ? null : D(today + chance.whole(20, 80)),
    consent: child.kind === 'child in need' ? 'given' : 'not needed',
    seesId: child.workerId,
    visitEvery: child.kind === 'child in need' ? 20 : 10,
    nextReviewOn: D(today + chance.whole(5, 70)),
    agencies: chance.of([
      'School, health visitor, Nan',
      'School and the school nurse',
      'Nursery, GP, recovery service',
    ]),
    changedWhy: number > 1 ? chance.of(changes) : null,
  }
}
