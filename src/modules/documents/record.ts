import { documentKinds } from '../../platform/files/documents/kind.ts'
import {
  choice,
  dayField,
  line,
  optional,
  recordField,
  settled,
  staffField,
  whole,
  words,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

const kinds = {
  letter: 'Letter or email',
  report: 'Report or assessment',
  'plan or minutes': 'Plan or minutes',
  court: 'Court or legal paper',
  health: 'Health record',
  school: 'School record',
  police: 'Police record',
  consent: 'Consent or agreement',
  identity: 'Proof of who somebody is',
  photo: 'Photo',
  'by the child': 'Made by the child',
  other: 'Something else',
} as const

export const document = recordType({
  table: 'document',
  title: 'Document',
  states: ['filed', 'withdrawal asked', 'withdrawn'],
  happened: 'madeOn',
  fields: {
    kind: optional(
      choice({
        label: 'What kind of document is it?',
        options: kinds,
        missing: 'Select what kind of document it is',
      }),
    ),
    what: optional(
      line({
        label: 'What is it?',
        hint: 'In the words somebody would look for. For example: Letter from Mill Primary about breakfast club',
        missing: 'Enter what it is',
      }),
    ),
    madeOn: optional(
      dayField({
        label: 'When was it made?',
        hint: 'The day on it, or as near as you know. For example, 3 11 2026',
        missing: 'Enter the day it was made',
      }),
    ),
    cameFrom: optional(
      line({
        label: 'Who is it from?',
        hint: 'For example: Ms Ford, Mill Primary; Leo; us',
        missing: 'Enter who it is from',
      }),
    ),
    aboutKind: settled(
      optional(
        line({ label: 'What kind of record does it belong to?', missing: 'Select the record it belongs to' }),
      ),
    ),
    aboutId: optional(
      recordField({ label: 'Which record does it belong to?', missing: 'Select the record it belongs to' }),
    ),
    format: settled(
      optional(
        choice({ label: 'What kind of file is it?', options: documentKinds, missing: 'Choose the file' }),
      ),
    ),
    fingerprint: settled(optional(line({ label: 'Its fingerprint (SHA-256)', missing: 'Choose the file' }))),
    bytes: settled(optional(whole({ label: 'How large is it, in bytes?', missing: 'Choose the file' }))),
    withdrawAskedOn: settled(
      optional(dayField({ label: 'When was it asked to withdraw it?', missing: 'Enter the day' })),
    ),
    withdrawAskedBy: settled(optional(staffField({ label: 'Who asked?', missing: 'Select who asked' }))),
    withdrawWhy: optional(
      words({
        label: 'Why should nobody open it any more?',
        hint: 'For example: it is about another family; it was attached twice. It is kept, and a manager decides.',
        missing: 'Enter why nobody should open it any more',
      }),
    ),
    withdrawnOn: settled(optional(dayField({ label: 'When was it withdrawn?', missing: 'Enter the day' }))),
    withdrawnBy: settled(optional(staffField({ label: 'Who agreed?', missing: 'Select who agreed' }))),
    keptWhy: optional(words({ label: 'Why does it stay?', missing: 'Enter why it stays' })),
  },
})

export type Document = Row<typeof document>
export const stateWords: Readonly<Record<Document['state'], string>> = {
  filed: 'On the record',
  'withdrawal asked': 'A manager is asked to withdraw it',
  withdrawn: 'Withdrawn',
}
