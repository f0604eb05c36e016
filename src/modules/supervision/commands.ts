import type { Day } from '../../platform/dates/day.ts'
import { command } from '../../platform/record/record.ts'
import type { Rule } from '../../platform/record/rule.ts'
import { giveOne, leadWorker } from '../actions/index.ts'
import { oversightDiscussion, recordSummary } from './record.ts'

const talkedByToday: Rule<{ answers: { heldOn: Day | null }; today: Day }> = {
  id: 'SV-1',
  source: 'Good recording: a discussion has been held',
  holds: ({ answers: { heldOn }, today }) => heldOn === null || heldOn <= today,
  at: 'heldOn',
  says: 'The day you talked must be today or in the past',
}

const askedByADay: Rule<{ answers: { asked: string | null; askedByOn: Day | null }; today: Day }> = {
  id: 'SV-2',
  source: 'Local standard: a direction names the day it is due',
  holds: ({ answers: { asked, askedByOn }, today }) =>
    asked === null || (askedByOn !== null && askedByOn >= today),
  at: 'askedByOn',
  says: 'Enter a day from today on by which it must be done',
}

/** Words that ask for nothing: whole answers of which every word is one of these. */
const idle =
  /^(\W*\b(continue|continuing|carry|keep|go|on|going|with|as|is|now|before|the|this|our|current|existing|same|plan|to|no|change|changes|agreed|follow|monitor)\b)+\W*$/i

const notOnlyToContinue: Rule<{ answers: { asked: string | null; challenge: string | null } }> = {
  id: 'SV-3',
  source: 'Local standard: oversight changes something, or says why nothing must change',
  holds: ({ answers: { asked, challenge } }) =>
    !idle.test(asked ?? '') && (challenge === null || !idle.test(challenge)),
  at: 'challenge',
  says: '“Continue with the plan” says nothing: write what you asked, and what must be done',
}

/** What was talked through. Its form asks with it what became of each earlier direction (`talk.ts`, docs/decisions/0018). */
const recordDiscussion = command({
  on: oversightDiscussion,
  event: 'discussion.recorded',
  title: 'Record a discussion of a child',
  needs: 'discussion.write',
  from: null,
  to: 'recorded',
  asks: ['heldOn', 'trigger', 'known', 'challenge', 'safeNow', 'asked', 'askedByOn'],
  requires: ['heldOn', 'trigger', 'known', 'challenge', 'safeNow', 'asked', 'askedByOn'],
  rules: [talkedByToday, askedByADay, notOnlyToContinue],
  settles: ({ actorId }) => ({ heldBy: actorId }),
  also: async (change, { child, answers: { asked, askedByOn } }, discussionId) => {
    if (asked === null || askedByOn === null) return
    const ownerId = await leadWorker(change.tx, child.id)
    await giveOne(
      change,
      child.id,
      { what: asked, soThat: null, ownerId, dueOn: askedByOn },
      { fromId: discussionId, needs: 'discussion.write' },
    )
  },
})

const writeSummary = command({
  on: recordSummary,
  event: 'record-summary.written',
  title: 'Write a summary of the record',
  needs: 'summary.write',
  from: null,
  to: 'recorded',
  asks: ['story', 'means', 'doing'],
  requires: ['story', 'means', 'doing'],
  rules: [],
  settles: ({ today, actorId }) => ({ writtenOn: today, writtenBy: actorId }),
})

export const commands = { recordDiscussion, writeSummary }
