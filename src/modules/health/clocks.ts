import { clock } from '../../platform/clocks/clock.ts'
import { carePlanning } from '../../platform/clocks/editions.ts'
import { type Limit, months, within, workingDays } from '../../platform/clocks/limit.ts'

const byAge = (young: boolean): Limit => ({
  words: young ? '6 months until the fifth birthday' : '12 months from the fifth birthday',
  steps: { under5: months(6), over5: months(12) },
  reads: [{ fact: 'under5', default: young }],
  step: ({ under5 = young }) => (under5 ? 'under5' : 'over5'),
})

export const iha = clock({
  id: 'iha',
  name: 'Initial health assessment',
  duty: 'Have a doctor assess the child in time for the first review',
  starts: 'the child becomes looked after',
  stops: 'the report is received',
  within: within(workingDays(20)),
  repeats: 'once',
  ...carePlanning,
  source: 'SI 2010/959 reg 7',
  confirmed: 'K',
  owner: 'social worker; health',
  ladder: 'C',
})

export const rhaUnder5 = clock({
  id: 'rha-under5',
  name: 'Review health assessment, under five',
  duty: 'Have the child’s health reviewed',
  starts: 'the last assessment',
  stops: 'it is done',
  within: byAge(true),
  repeats: 'until the fifth birthday',
  ...carePlanning,
  source: 'SI 2010/959 reg 7',
  confirmed: 'K',
  owner: 'health',
  ladder: 'C',
})

export const rha5plus = clock({
  id: 'rha-5plus',
  name: 'Review health assessment, five and over',
  duty: 'Have the child’s health reviewed',
  starts: 'the last assessment',
  stops: 'it is done',
  within: byAge(false),
  repeats: 'repeating',
  ...carePlanning,
  source: 'SI 2010/959 reg 7',
  confirmed: 'K',
  owner: 'health',
  ladder: 'C',
})

export const clocks = [iha, rhaUnder5, rha5plus] as const
