import { choice, dayField, line, optional, staffField, whole, yesNo } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType } from '../../platform/record/record.ts'

const inTouch = optional(
  choice({
    label: 'Are we in touch?',
    options: labels('care_leaver_in_touch', ['YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM']),
    missing: 'Select whether we are in touch',
  }),
)

export const careLeaverContact = recordType({
  table: 'careLeaverContact',
  title: "Year's contact with a care leaver",
  states: ['recorded'],
  happened: 'yearEnding',
  fields: {
    yearEnding: optional(
      whole({ label: 'Year ending 31 March', missing: 'Enter the year it ended in, like 2026' }),
    ),
    inTouch,
    activity: optional(
      choice({
        label: 'What are they doing most of the time?',
        options: {
          ...labels('care_leaver_activity', [
            'F1',
            'P1',
            'F2',
            'P2',
            'F3',
            'P3',
            'F4',
            'P4',
            'F5',
            'P5',
            'G4',
            'G5',
            'G6',
          ]),
          '0': 'Not known, or not in touch',
        },
        missing: 'Select what they are doing most of the time',
      }),
    ),
    accommodation: optional(
      line({
        label: 'Where do they live?',
        hint: 'The code of the return: a letter for the kind of home, 1 if suitable or 2 if not.',
        missing: 'Enter the code of where they live',
      }),
    ),
  },
})

export const leavingCare = recordType({
  table: 'leavingCare',
  title: 'Leaving care',
  states: ['current'],
  happened: 'lastContactOn',
  fact: 'care leaver contact',
  fields: {
    eligibility: optional(
      choice({
        label: 'What are they entitled to?',
        options: {
          eligible: 'Eligible child: 16 or 17 and still in our care',
          relevant: 'Relevant child: 16 or 17 and has left our care',
          'former relevant': 'Former relevant child: 18 or over',
          qualifying: 'Qualifying care leaver',
        },
        missing: 'Select what they are entitled to',
      }),
    ),
    adviserId: optional(
      staffField({ label: 'Who is their personal adviser?', missing: 'Select their personal adviser' }),
    ),
    planReviewedOn: optional(
      dayField({
        label: 'When was the pathway plan last reviewed?',
        missing: 'Enter the day the pathway plan was last reviewed',
      }),
    ),
    planReviewedBefore: optional(
      dayField({
        label: 'When was it reviewed the time before?',
        missing: 'Enter the day it was reviewed the time before',
      }),
    ),
    inTouch,
    lastContactOn: optional(
      dayField({ label: 'When were we last in touch?', missing: 'Enter the day we were last in touch' }),
    ),
    accommodation: optional(line({ label: 'Where do they live?', missing: 'Enter where they live' })),
    suitable: optional(
      yesNo({ label: 'Is it suitable for them?', missing: 'Select yes if where they live is suitable' }),
    ),
    activity: optional(
      line({
        label: 'What are they doing most of the time?',
        missing: 'Enter what they are doing most of the time',
      }),
    ),
    asylum: optional(
      yesNo({
        label: 'Did they come here alone, seeking asylum?',
        missing: 'Select yes if they came alone, seeking asylum',
      }),
    ),
  },
})
