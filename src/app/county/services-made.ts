import { riskTool, serviceReferral } from '../../modules/service-waits/index.ts'
import { Afterwards, type Step } from './afterwards.ts'
import type { Helped } from './enquiries-made.ts'
import { offered, safe } from './enquiry-words.ts'
import { D } from './story.ts'

export function serviceOf(telling: Afterwards, { childId, workerId, outcomeId }: Helped): void {
  const { chance } = telling
  const referred = telling.back(chance.whole(3, 150))
  const [service, provider, forWhom, need] = chance.of(offered)
  const wait = chance.whole(10, 160)
  const first: Step = [
    'referred',
    referred,
    workerId,
    {
      service,
      provider,
      forWhom,
      need,
      outcomeId: chance.odds(0.7) ? outcomeId : null,
      referredOn: D(referred),
      meanwhile: chance.odds(0.6) ? chance.of(safe) : null,
    },
  ]
  const steps: [Step, ...Step[]] = [first]
  const accepted = referred + 9
  if (accepted < telling.today && chance.odds(0.8))
    steps.push(['accepted', accepted, workerId, { acceptedOn: D(accepted) }])
  const after = referred + wait
  if (after < telling.today)
    steps.push(
      chance.odds(0.75)
        ? ['started', after, workerId, { startedOn: D(after) }]
        : ['declined', after, workerId, { endedOn: D(after), declinedWhy: 'No room before the spring.' }],
    )
  telling.put(serviceReferral, childId, ...steps)
}

/** Three waits for a domestic abuse service: one that is young, one that ended in time, one that did not. */
export function waitsForSafety(telling: Afterwards, [first, second, third]: readonly Helped[]): void {
  const wait = (child: Helped | undefined, ago: number, days: number): void => {
    if (child === undefined) return
    const [service, provider, forWhom, need] = offered[0]
    const referred = telling.today - ago
    const asked: Step = [
      'referred',
      referred,
      child.workerId,
      {
        service,
        provider,
        forWhom,
        need,
        referredOn: D(referred),
        outcomeId: child.outcomeId,
        meanwhile: safe[0],
      },
    ]
    const begun: Step = ['started', referred + days, child.workerId, { startedOn: D(referred + days) }]
    telling.put(serviceReferral, child.childId, asked, ...(days < ago ? [begun] : []))
  }
  wait(first, 12, Infinity)
  wait(second, 60, 21)
  wait(third, 90, 50)
}

export function toolOf(telling: Afterwards, { childId, workerId }: Helped): void {
  const { chance } = telling
  const on = telling.back(chance.whole(5, 120))
  const values = {
    tool: chance.of(['graded care profile', 'dash']),
    completedOn: D(on),
    completedBy: workerId,
    withWhom: 'Mum and the health visitor',
    level: chance.of(['low', 'medium', 'high']),
    found: 'Food and warmth come and go with the money.',
  }
  telling.put(riskTool, childId, ['completed', on, workerId, values])
}
