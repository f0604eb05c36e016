import { command, type AnyCommand } from '../../platform/record/record.ts'
import { extend, moveAgain, sendBack, stop, verify } from './commands.ts'
import { action, type Action } from './record.ts'
import { asksVerifies, canBeSeen, decidedFirst, dueAhead, notTheOwner, waitsForDecision } from './rules.ts'

/** What became of a direction, as a manager says who talks the child through. */
export type Became = 'done' | 'not done' | 'not needed'

/** Of a direction, what says who may say what of it. */
export type Followed = Pick<
  Action,
  'state' | 'askedBy' | 'answeredBy' | 'ownerId' | 'extended' | 'timesAsked' | 'decidedOn'
>

// Whoever may write down a discussion of a child may say what became of what was asked in the one before.
const needs = 'discussion.write'

/** Seen to be done by whoever asked, in the discussion itself: nobody else has to answer it first. */
const foundDone = command({
  on: action,
  event: 'action.found-done',
  title: 'Find that a direction was done',
  needs,
  from: ['open'],
  to: 'verified',
  asks: ['evidenceId', 'evidence', 'difference'],
  requires: ['difference'],
  settles: ({ today, actorId }) => ({ answeredOn: today, verifiedOn: today, verifiedBy: actorId }),
  rules: [asksVerifies, notTheOwner, canBeSeen, decidedFirst],
})

/** Shown to be done by somebody who may not agree it: whoever asked still does. */
const shownDone = command({
  on: action,
  event: 'action.shown-done',
  title: 'Show that a direction was done',
  needs,
  from: ['open'],
  to: 'answered',
  asks: ['evidenceId', 'evidence'],
  settles: ({ today, actorId }) => ({
    answer: 'Shown when the child was talked through',
    answeredOn: today,
    answeredBy: actorId,
  }),
  rules: [canBeSeen, decidedFirst],
})

const agreed = command({ ...verify, needs })
const returned = command({ ...sendBack, needs, rules: [...sendBack.rules, dueAhead] })
const moved = command({ ...extend, needs, rules: [...extend.rules, dueAhead] })
const movedAgain = command({ ...moveAgain, needs, rules: [...moveAgain.rules, dueAhead] })
const stopped = command({ ...stop, needs })

/**
 * What somebody may say became of a direction, and the command that says it. Nothing, where it waits for somebody else:
 * for whoever asked to agree an answer, or for the service manager to decide a third ask.
 */
export const followUpsOf = (one: Followed, actorId: string): Partial<Record<Became, AnyCommand>> =>
  one.state === 'answered' ? onceAnswered(one, actorId) : whileOpen(one, actorId)

function onceAnswered(one: Followed, actorId: string): Partial<Record<Became, AnyCommand>> {
  const theirs = one.askedBy === null || one.askedBy === actorId || one.askedBy === one.answeredBy
  if (!theirs || one.answeredBy === actorId) return {}
  return { done: agreed, 'not done': returned, ...(!waitsForDecision(one) && { 'not needed': stopped }) }
}

function whileOpen(one: Followed, actorId: string): Partial<Record<Became, AnyCommand>> {
  if (waitsForDecision(one)) return {}
  const theirs = one.askedBy === null || one.askedBy === actorId
  return {
    done: theirs && one.ownerId !== actorId ? foundDone : shownDone,
    'not done': (one.extended ?? 0) === 0 ? moved : movedAgain,
    ...(theirs && { 'not needed': stopped }),
  }
}
