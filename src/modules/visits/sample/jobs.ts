import { monthlyDraw } from '../../../platform/jobs/monthly-draw.ts'
import { drawVisits } from './draw.ts'

export const drawSample = monthlyDraw({
  name: 'draw-visits',
  says: 'Draws the visits of last month that each team’s manager is to check',
  at: '15 1 * * *',
  draw: drawVisits,
})
