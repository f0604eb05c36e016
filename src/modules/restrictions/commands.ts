import { setLevel } from '../../platform/access/restricted.ts'
import { command } from '../../platform/record/record.ts'
import { until } from './emergency.ts'
import { leftAlone } from './left-alone.ts'
import { whoComesWith } from './queries.ts'
import { emergencyOpening, exclusion, namedAccess, restriction } from './record.ts'
import {
  anotherAgrees,
  anotherEnds,
  anotherLooks,
  notForOneself,
  notOneself,
  reviewedWithinYear,
} from './rules.ts'
import { sealing } from './sealing.ts'

/** Hidden at once, while a second person decides: a secret kept for a day too long harms less than one told a day too soon. */
export const askRestriction = command({
  on: restriction,
  event: 'restriction.asked',
  title: 'Ask for this record to be restricted',
  needs: 'restrict.ask',
  from: null,
  to: 'asked',
  asks: ['why', 'ownerId', 'reviewOn'],
  requires: ['ownerId', 'reviewOn'],
  settles: ({ today, actorId }) => ({ askedOn: today, askedBy: actorId }),
  rules: [reviewedWithinYear],
  also: async (change, { child, answers }) => {
    await setLevel(change.tx, child.id, 'restricted')
    for (const staffId of await whoComesWith(change.tx, child.id, answers.ownerId))
      await change.open(namedAccess, {
        event: 'named-access.with-restriction',
        childId: child.id,
        state: 'in force',
        answers: { staffId, why: 'Answers for the child or for the restriction', askedOn: change.today },
      })
  },
})

export const agreeRestriction = command({
  on: restriction,
  event: 'restriction.agreed',
  title: 'Agree that the record be restricted',
  needs: 'restrict.agree',
  from: ['asked'],
  to: 'in force',
  asks: ['answeredWhy'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [anotherAgrees],
})

export const refuseRestriction = command({
  on: restriction,
  event: 'restriction.refused',
  title: 'Refuse to restrict the record',
  needs: 'restrict.agree',
  from: ['asked'],
  to: 'refused',
  asks: ['answeredWhy'],
  requires: ['answeredWhy'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [anotherAgrees],
  also: (change, { child }) => setLevel(change.tx, child.id, 'standard'),
})

export const liftRestriction = command({
  on: restriction,
  event: 'restriction.lifted',
  title: 'Lift the restriction',
  needs: 'restrict.agree',
  from: ['in force'],
  to: 'lifted',
  asks: ['liftedWhy'],
  requires: ['liftedWhy'],
  settles: ({ today, actorId }) => ({ liftedOn: today, liftedBy: actorId }),
  rules: [],
  also: (change, { child }) => setLevel(change.tx, child.id, 'standard'),
})

export const askToLetIn = command({
  on: namedAccess,
  event: 'named-access.asked',
  title: 'Ask for somebody to be let in',
  needs: 'restrict.ask',
  from: null,
  to: 'asked',
  asks: ['staffId', 'why'],
  settles: ({ today, actorId }) => ({ askedOn: today, askedBy: actorId }),
  rules: [notOneself],
})

export const letIn = command({
  on: namedAccess,
  event: 'named-access.agreed',
  title: 'Let them in',
  needs: 'restrict.agree',
  from: ['asked'],
  to: 'in force',
  asks: ['answeredWhy'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [anotherAgrees, notForOneself],
})

export const keepOut = command({
  on: namedAccess,
  event: 'named-access.refused',
  title: 'Refuse to let them in',
  needs: 'restrict.agree',
  from: ['asked'],
  to: 'refused',
  asks: ['answeredWhy'],
  requires: ['answeredWhy'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [anotherAgrees],
})

/** Narrower access needs no second person. */
export const endNamedAccess = command({
  on: namedAccess,
  event: 'named-access.ended',
  title: 'End their access',
  needs: 'restrict.ask',
  from: ['in force'],
  to: 'ended',
  asks: ['endedWhy'],
  requires: ['endedWhy'],
  settles: ({ today, actorId }) => ({ endedOn: today, endedBy: actorId }),
  rules: [],
})

export const setConflict = command({
  on: exclusion,
  event: 'conflict.set',
  title: 'Keep this record from a colleague',
  needs: 'conflict.write',
  from: null,
  to: 'in force',
  asks: ['staffId', 'relation', 'why'],
  settles: ({ today, actorId }) => ({ setOn: today, setBy: actorId }),
  rules: [],
})

export const endConflict = command({
  on: exclusion,
  event: 'conflict.ended',
  title: 'End the conflict of interest',
  needs: 'restrict.agree',
  from: ['in force'],
  to: 'ended',
  asks: ['endedWhy'],
  requires: ['endedWhy'],
  settles: ({ today, actorId }) => ({ endedOn: today, endedBy: actorId }),
  rules: [anotherEnds],
})

export const agreeToOpen = command({
  on: emergencyOpening,
  event: 'emergency.agreed',
  title: 'Agree that it be opened',
  needs: 'restrict.agree',
  from: ['waiting'],
  to: 'open',
  asks: ['reviewedWhy'],
  settles: ({ before, now, actorId }) => ({
    openedAt: now,
    untilAt: until(now, before?.hours ?? '1'),
    approvedBy: actorId,
  }),
  rules: [anotherLooks],
})

export const refuseToOpen = command({
  on: emergencyOpening,
  event: 'emergency.refused',
  title: 'Refuse to have it opened',
  needs: 'restrict.agree',
  from: ['waiting'],
  to: 'refused',
  asks: ['reviewedWhy'],
  requires: ['reviewedWhy'],
  settles: ({ today, actorId }) => ({ reviewedOn: today, reviewedBy: actorId }),
  rules: [anotherLooks],
})

const review = {
  on: emergencyOpening,
  needs: 'emergency.review',
  from: ['open', 'needs enquiry'],
  asks: ['reviewedWhy'],
} as const
export const findJustified = command({
  ...review,
  event: 'emergency.justified',
  title: 'It was right to open it',
  to: 'justified',
  settles: ({ today, actorId }) => ({ reviewedOn: today, reviewedBy: actorId }),
  rules: [anotherLooks],
})

export const findNotJustified = command({
  ...review,
  event: 'emergency.not-justified',
  title: 'It was not right to open it',
  to: 'not justified',
  requires: ['reviewedWhy'],
  settles: ({ today, actorId }) => ({ reviewedOn: today, reviewedBy: actorId }),
  rules: [anotherLooks],
})

export const needsEnquiry = command({
  ...review,
  from: ['open'],
  event: 'emergency.needs-enquiry',
  title: 'It must be looked into further',
  to: 'needs enquiry',
  requires: ['reviewedWhy'],
  settles: ({ today, actorId }) => ({ reviewedOn: today, reviewedBy: actorId }),
  rules: [anotherLooks],
})

/** What the page of who may see a record offers. */
export const offered = {
  askRestriction,
  agreeRestriction,
  refuseRestriction,
  liftRestriction,
  ...sealing,
  askToLetIn,
  letIn,
  keepOut,
  endNamedAccess,
  setConflict,
  endConflict,
  agreeToOpen,
  refuseToOpen,
  findJustified,
  findNotJustified,
  needsEnquiry,
}

export const commands = { ...offered, ...leftAlone }
