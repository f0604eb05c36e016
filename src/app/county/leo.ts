import { daysBetween, type Day } from '../../platform/dates/day.ts'
import { chanceOf, type Chance } from './chance.ts'
import type { Kind } from './kinds.ts'
import { momentOn, type DayNumber, type Ledger, type Telling } from './ledger.ts'
import { leosDays } from './leo-days.ts'
import { leosHistory } from './leo-history.ts'
import { leosHome } from './leo-home.ts'
import { leosPlan } from './leo-plan.ts'
import type { Organisation, Worker } from './organisation.ts'
import { D, workingAfter } from './story.ts'
import { observations } from './words.ts'

/** The one family told by hand: Leo and Tyler Barker, whose record the product's pages were first drawn with. */
export interface Barkers {
  readonly leo: string
  readonly tyler: string
  readonly kelly: string
  readonly carl: string
  readonly dean: string
  readonly jean: string
  readonly ford: string
  readonly amira: Worker
  readonly asha: Worker
  readonly grace: Worker
  readonly paul: Worker
  readonly chair: Worker
  readonly screener: Worker
  /** The day as far from today as it was from Monday 23 November 2026, when the story was drawn. */
  readonly day: (drawn: string) => DayNumber
  /** Leo was last seen twelve working days ago, so that his visit is two over, whatever today is. */
  readonly lastSeen: DayNumber
  readonly put: <K extends Kind>(kind: K, telling: Telling<K>) => string
  readonly both: <K extends Kind>(kind: K, telling: Omit<Telling<K>, 'childId'>) => void
  readonly id: (on: DayNumber) => string
  /** What was seen on a visit of an earlier plan. */
  readonly saw: () => string
}

const drawnOn = '2026-11-23' as Day

/** Tells the Barkers' story, and says whose ids are whose. */
export function tellLeo(ledger: Ledger, org: Organisation, seed: number, family: number): Barkers {
  ledger.turnTo(family)
  const barkers = gather(ledger, org, chanceOf(seed, family))
  leosHome(barkers)
  leosHistory(barkers)
  leosPlan(barkers)
  leosDays(barkers)
  for (const childId of [barkers.leo, barkers.tyler])
    ledger.covered.push({ childId, fact: 'everything', fromOn: null, untilOn: null })
  return barkers
}

function gather(ledger: Ledger, org: Organisation, chance: Chance): Barkers {
  const { today } = ledger.span
  const day = (drawn: string): DayNumber => today - daysBetween(drawn as Day, drawnOn)
  const named = (name: string): Worker => {
    const found = org.staff.find((worker) => worker.name === name)
    if (found === undefined) throw new RangeError(`nobody is called ${name}`)
    return found
  }
  const people = introduce(ledger, chance, day, named('Amira Khalil'))
  const { leo, tyler } = people
  const put: Barkers['put'] = (kind, telling) => ledger.put(kind, telling, chance)
  return {
    ...people,
    day,
    put,
    both: (kind, telling) => {
      for (const childId of [leo, tyler]) put(kind, { ...telling, childId })
    },
    id: (on) => ledger.id(on, chance),
    saw: () => observations({ child: 'Leo', adult: 'Kelly', school: 'Mill Primary' }, chance),
    lastSeen: workingAfter(today, -12),
    amira: named('Amira Khalil'),
    asha: named('Asha Patel'),
    grace: named('Grace Mbeki'),
    paul: named('Paul Irvine'),
    chair: named('Helen Tate'),
    screener: chance.of(org.screeners),
  }
}

const earliest = '2021-02-08'

function introduce(ledger: Ledger, chance: Chance, day: Barkers['day'], amira: Worker) {
  const told = { recordedAt: momentOn(day(earliest), 640), recordedBy: amira.id }
  const english = { ethnicity: 'WBRI', firstLanguage: 'English', interpreter: false }
  const person = (
    given: string,
    family: string,
    sex: 'M' | 'F',
    more: object,
    kind: 'child' | 'adult' = 'adult',
  ): string => {
    const id = ledger.id(day(earliest), chance)
    ledger.people.push({
      id,
      kind,
      givenName: given,
      familyName: family,
      sex,
      bornOn: null,
      ...english,
      ...told,
      ...more,
    })
    return id
  }
  const risk = { workerRisk: 'Two people if Dean is home. Set by Asha Patel.' }
  return {
    leo: person(
      'Leo',
      'Barker',
      'M',
      {
        laChildId: '10442',
        bornOn: D(day('2020-03-03')),
        nhsNumber: '9434765919',
        school: 'Mill Primary',
        upn: 'E702000000042',
        disabilities: ['NONE'],
        ...risk,
      },
      'child',
    ),
    tyler: person(
      'Tyler',
      'Barker',
      'M',
      {
        laChildId: '10443',
        bornOn: D(day('2012-06-19')),
        school: 'Eastport Academy',
        disabilities: ['NONE'],
        ...risk,
      },
      'child',
    ),
    kelly: person('Kelly', 'Barker', 'F', { bornOn: D(day('1993-09-30')), phone: '07700 900 161' }),
    carl: person('Carl', 'Hughes', 'M', {}),
    dean: person('Dean', 'Marsh', 'M', {}),
    jean: person('Jean', 'Barker', 'F', { bornOn: D(day('1965-01-12')), phone: '07700 900 118' }),
    ford: person('Helena', 'Ford', 'F', { knownAs: 'Ms Ford', phone: '07700 900 177' }),
  }
}
