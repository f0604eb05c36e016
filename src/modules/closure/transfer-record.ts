import { choice, dayField, line, optional, staffField, words } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** A child going to another authority or team, or coming here: nothing ends until whoever receives them has accepted. */
export const transfer = recordType({
  table: 'transfer',
  title: 'Transfer',
  states: ['proposed', 'accepted', 'done', 'declined', 'withdrawn'],
  happened: 'proposedOn',
  fields: {
    kind: optional(
      choice({
        label: 'Where to?',
        options: {
          out: 'To another authority',
          team: 'To another team of ours',
          in: 'Here, from another authority',
        },
        missing: 'Select where to',
      }),
    ),
    proposedOn: optional(
      dayField({ label: 'When was it proposed?', missing: 'Enter the day it was proposed' }),
    ),
    proposedBy: optional(staffField({ label: 'Who proposed it?', missing: 'Select who proposed it' })),
    authority: optional(line({ label: 'Which authority?', missing: 'Enter the authority' })),
    personThere: optional(
      line({
        label: 'Who there, and how can they be reached?',
        missing: 'Enter who there, and how they can be reached',
      }),
    ),
    receiverId: optional(
      staffField({
        label: 'Which manager will receive the child?',
        missing: 'Select the manager who will receive the child',
      }),
    ),
    reason: optional(words({ label: 'Why is the child moving?', missing: 'Enter why the child is moving' })),
    mustKnow: optional(
      words({
        label: 'What must they know before they meet the child?',
        hint: 'What the child is like, what matters to them, what worries you, what has been promised.',
        missing: 'Enter what they must know',
      }),
    ),
    carriedBy: optional(
      line({
        label: 'Who there carries on what is still open?',
        hint: 'One person, by name. Leave it empty if no action is open.',
        missing: 'Enter who carries on what is still open',
      }),
    ),
    childToldOn: optional(
      dayField({ label: 'When was the child told?', missing: 'Enter the day the child was told' }),
    ),
    historySentOn: optional(
      dayField({ label: 'When was the history sent?', missing: 'Enter the day the history was sent' }),
    ),
    acceptedOn: optional(
      dayField({ label: 'When did they accept?', missing: 'Enter the day they accepted' }),
    ),
    acceptedHow: optional(
      line({
        label: 'Who accepted, and how do we know?',
        hint: 'For example: letter of Ms Owen, team manager, 3 November',
        missing: 'Enter who accepted, and how we know',
      }),
    ),
    acceptedBy: optional(
      staffField({ label: 'Who recorded or gave the acceptance?', missing: 'Select who accepted' }),
    ),
    newWorkerId: optional(
      staffField({
        label: 'Who in your team will work with the child?',
        missing: 'Select who will work with the child',
      }),
    ),
    jointVisitOn: optional(
      dayField({
        label: 'When did both workers visit together?',
        missing: 'Enter the day both workers visited together',
      }),
    ),
    arrivedOn: optional(
      dayField({
        label: 'When did the child come to live here?',
        missing: 'Enter the day the child came to live here',
      }),
    ),
    historyOn: optional(
      dayField({ label: 'When did the history come?', missing: 'Enter the day the history came' }),
    ),
    historyWords: optional(
      words({
        label: 'What does the history tell, and what is missing from it?',
        missing: 'Enter what the history tells',
      }),
    ),
    declinedWhy: optional(
      words({ label: 'Why is the child not accepted?', missing: 'Enter why the child is not accepted' }),
    ),
    withdrawnWhy: optional(
      words({ label: 'Why does the child stay?', missing: 'Enter why the child stays' }),
    ),
    endedOn: optional(dayField({ label: 'When was it done?', missing: 'Enter the day it was done' })),
  },
})

export type Transfer = Row<typeof transfer>
