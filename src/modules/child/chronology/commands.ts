import { command } from '../../../platform/record/record.ts'
import { note } from '../../notes/index.ts'

/** What an event meant for the child, written when it is known: often later, and by somebody else. */
export const writeImpact = command({
  on: note,
  event: 'note.impact-written',
  title: 'What did it mean for the child?',
  needs: 'note.write',
  from: ['recorded'],
  to: 'recorded',
  asks: ['impact'],
  rules: [
    {
      id: 'CH-1',
      source: 'Good recording: a chronology says what an event meant for the child',
      holds: ({ answers }) => answers.impact !== null,
      at: 'impact',
      says: 'Enter what it meant for the child',
    },
  ],
})
