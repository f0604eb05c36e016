import { addYears, isDay, type Day } from '../../platform/dates/day.ts'
import { Misuse } from '../misuse.ts'
import { exits, verb } from './verb.ts'

export const measures = verb({
  name: 'measures',
  about:
    'Tells every measure of a day, of all teams and of each, with counts of 1 to 5 taken out, and why where the record cannot answer',
  options: {
    on: { takes: 'DAY', about: 'the day, as 2026-03-31; today unless given' },
    csv: { about: 'as a CSV' },
  },
  needs: 'database',
  run: async ({ values, json, say, database }) => {
    const { db } = await database()
    const [{ asCsv, measuresTold }, { dayOf, instantOf }] = await Promise.all([
      import('../../modules/insight/index.ts'),
      import('../../platform/dates/day.ts'),
    ])
    const today = dayOf(instantOf(Date.now()))
    const told = await measuresTold(db, dayAsked(values.on ?? today, today))
    if (json) say(JSON.stringify(told))
    else if (values.csv) say(asCsv(told).trimEnd())
    else
      for (const { title, team, counted, of, value, why } of told.filter((row) => row.team === ''))
        say(
          [title, value ?? '-', why === '' ? `${counted}${of === null ? '' : ` of ${of}`}` : why, team]
            .join('\t')
            .trimEnd(),
        )
    return exits.done
  },
})

function dayAsked(typed: string, today: Day): Day {
  if (!isDay(typed)) throw new Misuse(`--on ${typed} is no day: write it as 2026-03-31`)
  if (typed > today) throw new Misuse(`--on ${typed} has not come yet`)
  if (typed < addYears(today, -15)) throw new Misuse(`--on ${typed} is more than 15 years ago`)
  return typed
}
