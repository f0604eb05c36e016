import { command } from '../../platform/record/record.ts'
import { note } from './record.ts'
import { hasHappened, saysWhatItMeant } from './rules.ts'

/** A call, a message, a meeting or something that happened: never a visit, whoever was spoken to. */
export const record = command({
  on: note,
  event: 'note.recorded',
  title: 'Write a note',
  needs: 'note.write',
  from: null,
  to: 'recorded',
  asks: ['kind', 'whoWith', 'line', 'happenedOn', 'significant', 'impact'],
  rules: [hasHappened, saysWhatItMeant],
})

export const commands = { record }
