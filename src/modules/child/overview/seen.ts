import type { Standing } from '../../../platform/clocks/clock.ts'
import {
  addDays,
  dayOf,
  isInstant,
  longDay,
  shortDay,
  type Day,
  type Instant,
} from '../../../platform/dates/day.ts'
import { counted } from '../name.ts'
import { placeWords } from '../words.ts'
import type { Told } from './readings.ts'
import type { Visited } from './story.ts'

/** How an attempt to see the child went, as the drawing has it. */
type Seen = 'alone' | 'not-alone' | 'tried'

/** Only being in the same place counts as seeing a child; a call or a screen does not. */
export const wasSeen = ({ mode, seen }: Pick<Visited, 'mode' | 'seen'>): boolean =>
  mode === 'face to face' && seen === true

export const howSeen = (visit: Visited): Seen =>
  !wasSeen(visit) ? 'tried' : visit.seenAlone === 'yes' ? 'alone' : 'not-alone'

/** The drawing's window: the last twelve weeks, or back to the fifth visit before where visits are rarer; a year at most. */
export function windowOf(visits: readonly Visited[], on: Day): Day {
  const fifth = visits[4]?.visitedOn ?? visits.at(-1)?.visitedOn ?? on
  const [usual, most] = [addDays(on, -84), addDays(on, -364)]
  return fifth >= usual ? usual : fifth < most ? most : fifth
}

interface Spell {
  readonly from: Day
  readonly to: Day
}

/** Days on which a visit was owed: from the day after it was due until it was done, the duty ended, or the day asked of. */
export function lateSpells(seeing: readonly Told[], from: Day, on: Day): Spell[] {
  const late = seeing.filter(
    ({ standing }) => standing === 'overdue' || standing === 'met late' || standing === 'missed',
  )
  return late
    .flatMap(({ due, met, ended }) =>
      due === null ? [] : [{ from: addDays(only(due), 1), to: only(met ?? ended ?? on) }],
    )
    .filter((spell) => spell.to >= from)
    .map((spell) => ({ from: spell.from < from ? from : spell.from, to: spell.to }))
}

const only = (at: Day | Instant): Day => (isInstant(at) ? dayOf(at) : at)

/** 'Since 4 September: of 5 visits due, 2 were on time, 2 late and 1 is still owed. Alone 3 of the 4 times Leo was seen.' */
export function seenSummary(
  visits: readonly Visited[],
  seeing: readonly Told[],
  called: string,
  from: Day,
): string | undefined {
  const due = seeing.filter(
    ({ standing, due: day }) => settled.has(standing) && day !== null && only(day) >= from,
  )
  const of = (how: Standing): number => due.filter(({ standing }) => standing === how).length
  const counts =
    due.length > 0 && `Of ${counted(due.length, 'visit')} due since ${longDay(from)}, ${onTime(of)}.`
  const alone = aloneSummary(
    visits.filter(({ visitedOn }) => visitedOn >= from),
    called,
  )
  return [counts, alone].filter((part) => part !== false).join(' ') || undefined
}

const settled: ReadonlySet<Standing> = new Set(['met', 'met late', 'overdue', 'missed'])

function onTime(of: (how: Standing) => number): string {
  const [inTime, late, owed, never] = [of('met'), of('met late'), of('overdue'), of('missed')]
  const parts = [
    `${inTime} ${inTime === 1 ? 'was' : 'were'} on time`,
    late > 0 && `${late} late`,
    owed > 0 && `${owed} ${owed === 1 ? 'is' : 'are'} still owed`,
    never > 0 && `${never} ${never === 1 ? 'was' : 'were'} never made`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}

function aloneSummary(visits: readonly Visited[], called: string): string | false {
  const seen = visits.filter(wasSeen)
  const alone = seen.filter(({ seenAlone }) => seenAlone === 'yes').length
  return seen.length > 0 && `Alone ${alone} of the ${counted(seen.length, 'time')} ${called} was seen.`
}

/** 'Thu 5 Nov: seen alone at home, by Amira Khalil'. */
export function visitWords(visit: Visited, on: Day, by: string | undefined): string {
  const year = visit.visitedOn.slice(0, 4) !== on.slice(0, 4)
  return `${shortDay(visit.visitedOn, { year })}: ${attemptWords(visit)}${by === undefined ? '' : `, by ${by}`}`
}

const outcomes: Readonly<Record<string, string>> = {
  'no access': 'no access',
  'child not present': 'the child was not there',
  refused: 'the visit was refused',
  'cancelled by us': 'we cancelled',
  'parent only': 'only a parent or carer was seen',
}

/** 'seen alone at home', 'seen at school, not alone', 'no access'. */
export function attemptWords(visit: Visited): string {
  const place = placeWords(visit.place)
  if (wasSeen(visit)) {
    if (visit.seenAlone === 'yes') return `seen alone${place}`
    return `seen${place}, ${visit.seenAlone === 'no' ? 'not alone' : 'alone or not is not recorded'}`
  }
  if (visit.mode !== 'face to face')
    return visit.mode === 'phone' ? 'spoken to by phone only' : 'met by video only'
  return outcomes[visit.outcome] ?? (visit.seen === null ? 'whether seen is not recorded' : 'not seen')
}
