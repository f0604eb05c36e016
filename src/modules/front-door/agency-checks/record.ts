import {
  choice,
  dayField,
  instantField,
  optional,
  recordField,
  staffField,
  words,
} from '../../../platform/record/field.ts'
import { recordType } from '../../../platform/record/record.ts'
import { agencies } from '../words.ts'

/** What another agency was asked about a contact, and what it said. */
export const agencyCheck = recordType({
  table: 'agencyCheck',
  title: 'Agency check',
  states: ['asked', 'replied', 'waived'],
  happened: 'askedOn',
  fact: 'contact',
  // prettier-ignore
  fields: {
    contactId: optional(recordField({ label: 'Which contact is it about?', missing: 'Select the contact it is about' })),
    agency: optional(choice({ label: 'Who was asked?', options: agencies, missing: 'Select who was asked' })),
    askedOn: optional(dayField({ label: 'When were they asked?', missing: 'Enter the day they were asked' })),
    askedAt: optional(instantField({ label: 'At what time?', missing: 'Enter the time they were asked' })),
    askedBy: optional(staffField({ label: 'Who asked?', missing: 'Select who asked' })),
    chasedOn: optional(dayField({ label: 'When were they reminded?', missing: 'Enter the day they were reminded' })),
    repliedAt: optional(instantField({ label: 'When did they reply?', missing: 'Enter when they replied' })),
    reply: optional(words({ label: 'What do they know?', hint: 'Write “Nothing known” if so.', missing: 'Enter what they know' })),
    waivedWhy: optional(words({ label: 'Why is their answer not waited for?', missing: 'Enter why their answer is not waited for' })),
  },
})
