import { command } from '../../platform/record/record.ts'
import type { Rule } from '../../platform/record/rule.ts'
import { plan, planOutcome, type Plan } from './record.ts'

const ownWork = 'Local standard: nobody authorises their own work'

const describePlan = command({
  on: plan,
  event: 'plan.described',
  title: 'Say what the plan is about',
  needs: 'plan.write',
  from: ['draft'],
  to: 'draft',
  asks: ['worries', 'needs', 'childSays', 'parentsAgree', 'parentsSay', 'ifNot', 'ifNotOn', 'changedWhy'],
  rules: [],
})

const arrange = command({
  on: plan,
  event: 'plan.arranged',
  title: 'Say who is part of the plan',
  needs: 'plan.write',
  from: ['draft'],
  to: 'draft',
  asks: ['consent', 'chairedBy', 'agencies', 'seesId', 'visitEvery', 'nextReviewOn'],
  rules: [],
})

const send = command({
  on: plan,
  event: 'plan.sent',
  title: 'Send a plan to be authorised',
  needs: 'plan.write',
  from: ['draft'],
  to: 'sent',
  asks: [],
  settles: ({ today, actorId }) => ({ sentOn: today, sentBy: actorId }),
  rules: [],
})

const sendBackPlan = command({
  on: plan,
  event: 'plan.sent-back',
  title: 'Send a plan back to its writer',
  needs: 'plan.authorise',
  from: ['sent'],
  to: 'draft',
  asks: ['returnedWhy'],
  requires: ['returnedWhy'],
  settles: ({ today }) => ({ returnedOn: today }),
  rules: [],
})

const notAuthorisers: Rule<{ before: Plan | null; actorId: string }> = {
  id: 'PL-10',
  source: ownWork,
  holds: ({ before, actorId }) => before?.authorisedBy !== actorId,
  says: 'You authorised this yourself: somebody else must agree it',
}

const verifyPlan = command({
  on: plan,
  event: 'plan.verified',
  title: 'Agree a plan as its chair or reviewing officer',
  needs: 'plan.verify',
  from: ['live'],
  to: 'live',
  asks: [],
  settles: ({ today, actorId }) => ({ verifiedOn: today, verifiedBy: actorId }),
  rules: [notAuthorisers],
})

/** What is asked of an outcome while its plan is a draft; what it is, and nothing more, must be there. */
export const outcomeAsks = ['what', 'baseline', 'measure', 'byOn'] as const

const rewordOutcome = command({
  on: planOutcome,
  event: 'plan-outcome.reworded',
  title: 'Change what a draft says must change',
  needs: 'plan.write',
  from: ['proposed'],
  to: 'proposed',
  asks: outcomeAsks,
  rules: [],
})

const dropOutcome = command({
  on: planOutcome,
  event: 'plan-outcome.dropped',
  title: 'Take something out of a draft',
  needs: 'plan.write',
  from: ['proposed'],
  to: 'dropped',
  asks: [],
  settles: ({ today }) => ({ closedOn: today }),
  rules: [],
})

/** How it is going is a fact, and may be said at any time. It has moved forward where some of it is different. */
const sayProgress = command({
  on: planOutcome,
  event: 'plan-outcome.progress',
  title: 'Say how it is going',
  needs: 'plan.write',
  from: ['open'],
  to: 'open',
  asks: ['progress', 'shown'],
  requires: ['progress', 'shown'],
  settles: ({ answers, today }) => movedBy(answers.progress, today),
  rules: [],
})

/** Some of it, or all of it, is different: it moved forward on that day. */
export const movedBy = <D>(progress: string | null, on: D): { movedOn?: D } =>
  progress === 'yes' || progress === 'some' ? { movedOn: on } : {}

const meetOutcome = command({
  on: planOutcome,
  event: 'plan-outcome.met',
  title: 'Say that it is different now, for good',
  needs: 'plan.write',
  from: ['open'],
  to: 'met',
  asks: ['shown'],
  requires: ['shown'],
  settles: ({ today }) => ({ progress: 'yes' as const, movedOn: today, closedOn: today }),
  rules: [],
})

const stopOutcome = command({
  on: planOutcome,
  event: 'plan-outcome.stopped',
  title: 'Take something out of a plan in force',
  needs: 'plan.authorise',
  from: ['open'],
  to: 'stopped',
  asks: ['closedWhy'],
  requires: ['closedWhy'],
  settles: ({ today }) => ({ closedOn: today }),
  rules: [],
})

export const onPlans = { describePlan, arrange, send, sendBackPlan, verifyPlan }
export const onOutcomes = { rewordOutcome, dropOutcome, sayProgress, meetOutcome, stopOutcome }
