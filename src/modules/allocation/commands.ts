import { command } from '../../platform/record/record.ts'
import { allocation } from './record.ts'
import { endsAfterStart } from './rules.ts'

export const end = command({
  on: allocation,
  event: 'allocation.ended',
  title: 'End a worker’s time with the child',
  needs: 'allocation.write',
  from: ['allocated'],
  to: 'ended',
  asks: ['toOn', 'endReason', 'planned', 'handoverNote', 'childToldOn', 'jointVisitOn'],
  requires: ['toOn', 'endReason', 'handoverNote'],
  rules: [endsAfterStart],
})

export const commands = { end }
