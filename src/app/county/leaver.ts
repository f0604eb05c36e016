import { takeTurns } from './allocations.ts'
import type { DayNumber } from './ledger.ts'
import { D, type Story, type Told, ageAt, by, lastDay, notes, tell } from './story.ts'
import { visits } from './visits.ts'

/** After care: the adviser, the plan, the home, and whether we are in touch. */
export function leaver(story: Story, child: Told, from: DayNumber, changedToday: boolean): void {
  const { chance } = story
  const team = chance.of(story.org.leavingCare)
  const told: Story = { ...story, team, shifts: [] }
  const today = lastDay(story)
  // Every young person here has had one change of adviser; some were told and visited in time.
  const changed = changedToday ? today : today - chance.of([4, 4, 30, 30, 90, 90, 90, 200])
  takeTurns(told, [from, Math.max(from + 30, changed), null])
  const adviser = by(told, today)
  const inTouch = chance.weighed([['YES', 85], ['NO', 10], ['REFU', 5]] as const) // prettier-ignore
  const touched = today - chance.of([12, 12, 12, 12, 12, 38, 38, 38, 38, 80, 80, 140])
  const reviewed = today - chance.whole(20, 230)
  // Every six months, and some late.
  const before = reviewed - (chance.odds(0.75) ? chance.whole(120, 180) : chance.whole(190, 240))
  const home = chance.of(['U', 'D', 'B', 'Z', 'E', 'S'] as const)
  if (touched <= from) return
  tell(told, 'leavingCare', child, {
    state: 'current',
    on: from,
    by: adviser,
    values: { eligibility: 'former relevant', adviserId: adviser },
    later: [
      {
        state: 'current',
        on: touched,
        by: adviser,
        values: {
          adviserId: adviser,
          planReviewedOn: reviewed > from ? D(reviewed) : null,
          planReviewedBefore: before > from ? D(before) : null,
          inTouch,
          lastContactOn: D(touched),
          accommodation: home,
          suitable: home !== 'S',
          activity: chance.of(['F1', 'F2', 'F4', 'F5', 'P5', 'G4', 'G5'] as const),
          asylum: false,
        },
      },
    ],
  })
  yearsAnswered(told, child, from, { adviser, inTouch, home })
  visits(told, from, chance.odds(0.5) ? touched : today, { every: 38, place: 'home' })
  notes(told, from, 40)
}

interface Leaving {
  readonly adviser: string
  readonly inTouch: 'YES' | 'NO' | 'REFU'
  readonly home: string
}

/** What the return asks each year; the home's code is followed by 1 if it is suitable, 2 if not, and is 0 of those nobody is in touch with. */
function yearsAnswered(told: Story, child: Told, from: DayNumber, { adviser, inTouch, home }: Leaving): void {
  const today = lastDay(told)
  const answered =
    inTouch === 'YES'
      ? { activity: 'F2' as const, accommodation: home === 'S' ? 'S2' : `${home}1` }
      : { activity: '0' as const, accommodation: '0' }
  for (let year = Number(D(from).slice(0, 4)); year <= Number(D(today).slice(0, 4)); year += 1) {
    const on = Math.floor(Date.UTC(year, 2, 31) / 86400000)
    // Of somebody younger the return must hold the care they left, which was before this record began.
    if (on <= from || on > today || ageAt(child, on) < 18) continue
    const values = { yearEnding: year, inTouch, ...answered }
    tell(told, 'careLeaverContact', child, { state: 'recorded', on, by: adviser, values })
  }
}
