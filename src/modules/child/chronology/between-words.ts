import { daysBetween, longDay, type Day } from '../../../platform/dates/day.ts'
import { cinEpisode } from '../../referrals/index.ts'
import { capital } from '../kin.ts'
import { counted } from '../name.ts'
import { coded } from './coded.ts'
import type { Entry } from './entries.ts'

/** '64 days when no one is recorded as seeing Leo alone, 5 July to 7 September 2026', and what happened meanwhile. */
export function gapWords(
  { facts }: Entry,
  called: string,
): { readonly what: string; readonly more: string | undefined } {
  const [from, to] = [facts['from_on'] as Day, facts['to_on'] as Day]
  const visits = Number(facts['visits'])
  const until = facts['open'] === true ? `${longDay(from)} to today` : `${longDay(from)} to ${longDay(to)}`
  return {
    what: `${counted(daysBetween(from, to), 'day')} with nobody recorded as seeing ${called} alone, ${until}`,
    more:
      visits === 0
        ? 'No visit is recorded in that time'
        : `${counted(visits, 'visit')} in that time, none of them alone`,
  }
}

/** 'Help ended 30 January 2024: … Back 71 days later, on 10 April 2024.' */
export function breakWords(
  { facts, by, imported }: Pick<Entry, 'facts' | 'by' | 'imported'>,
  called: string,
): { readonly ended: string; readonly back: string } {
  const [closed, back] = [facts['closed_on'] as Day, facts['back_on'] as Day]
  const why = coded(cinEpisode.fields, 'closureReason', facts['closure_reason'])
  return {
    ended: `Help ended ${longDay(closed)}`,
    back: `${why === null ? 'no reason held' : why.toLowerCase()}${by === null || imported ? '' : `, decided by ${by}`}. ${capital(called)} came back ${counted(daysBetween(closed, back), 'day')} later, on ${longDay(back)}.`,
  }
}
