import { setLevel } from '../../platform/access/restricted.ts'
import { command } from '../../platform/record/record.ts'
import { inForce } from './queries.ts'
import { namedAccess, restriction } from './record.ts'
import { anotherSeals } from './rules.ts'

/**
 * A restricted record is sealed at once, while the director decides: from then on only whoever answers for it and whoever asked may
 * know of it. Others who were named are so no longer: each is let in again by two people.
 */
export const askSeal = command({
  on: restriction,
  event: 'seal.asked',
  title: 'Ask for this record to be sealed',
  needs: 'seal.ask',
  from: ['in force'],
  to: 'seal asked',
  asks: ['sealWhy'],
  requires: ['sealWhy'],
  settles: ({ today, actorId }) => ({ sealAskedOn: today, sealAskedBy: actorId, ...unanswered }),
  rules: [],
  also: async (change, { child, before }) => {
    await setLevel(change.tx, child.id, 'sealed')
    const stays = new Set([change.actor.id, before?.ownerId])
    const named = await inForce(change.tx, child.id)
    for (const one of named.filter(({ staffId }) => !stays.has(staffId)))
      await change.move(namedAccess, one, {
        event: 'named-access.ended-by-seal',
        to: 'ended',
        answers: { endedOn: change.today, endedBy: change.actor.id, endedWhy: 'The record was sealed' },
      })
    const there = new Set(named.map(({ staffId }) => staffId))
    for (const staffId of stays)
      if (staffId != null && !there.has(staffId))
        await change.open(namedAccess, {
          event: 'named-access.with-seal',
          childId: child.id,
          state: 'in force',
          answers: { staffId, why: 'Answers for the sealed record', askedOn: change.today },
        })
  },
})

const unanswered = { sealAnsweredOn: null, sealAnsweredBy: null, sealAnsweredWhy: null }

const answer = {
  on: restriction,
  needs: 'seal.agree',
  asks: ['sealAnsweredWhy'],
  rules: [anotherSeals],
} as const

export const agreeSeal = command({
  ...answer,
  event: 'seal.agreed',
  title: 'Agree that the record be sealed',
  from: ['seal asked'],
  to: 'sealed',
  settles: ({ today, actorId }) => ({ sealAnsweredOn: today, sealAnsweredBy: actorId }),
})

/** It stays restricted. */
export const refuseSeal = command({
  ...answer,
  event: 'seal.refused',
  title: 'Refuse to seal the record',
  from: ['seal asked'],
  to: 'in force',
  requires: ['sealAnsweredWhy'],
  settles: ({ today, actorId }) => ({ sealAnsweredOn: today, sealAnsweredBy: actorId }),
  also: (change, { child }) => setLevel(change.tx, child.id, 'restricted'),
})

/** Nothing opens until the director agrees. */
export const askToUnseal = command({
  on: restriction,
  event: 'unseal.asked',
  title: 'Ask for the seal to end',
  needs: 'seal.ask',
  from: ['sealed'],
  to: 'unseal asked',
  asks: ['sealWhy'],
  requires: ['sealWhy'],
  settles: ({ today, actorId }) => ({ sealAskedOn: today, sealAskedBy: actorId, ...unanswered }),
  rules: [],
})

/** It stays restricted: lifting that is a decision of its own. */
export const agreeToUnseal = command({
  ...answer,
  event: 'unseal.agreed',
  title: 'Agree that the seal ends',
  from: ['unseal asked'],
  to: 'in force',
  settles: ({ today, actorId }) => ({ sealAnsweredOn: today, sealAnsweredBy: actorId }),
  also: (change, { child }) => setLevel(change.tx, child.id, 'restricted'),
})

export const refuseToUnseal = command({
  ...answer,
  event: 'unseal.refused',
  title: 'Keep the record sealed',
  from: ['unseal asked'],
  to: 'sealed',
  requires: ['sealAnsweredWhy'],
  settles: ({ today, actorId }) => ({ sealAnsweredOn: today, sealAnsweredBy: actorId }),
})

export const sealing = { askSeal, agreeSeal, refuseSeal, askToUnseal, agreeToUnseal, refuseToUnseal }
