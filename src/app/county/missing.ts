import type { Missing } from './care-turn.ts'
import { type DayNumber, type Telling, momentOn } from './ledger.ts'
import { D, type Story, type Told, by, lastDay, past, tell, workingAfter } from './story.ts'

/** Times away without leave or missing, and whether anyone asked why afterwards. */
export function missing(story: Story, child: Told, from: DayNumber, last?: Missing): void {
  const { chance, ledger } = story
  const { today } = ledger.span
  for (let on = from + chance.whole(10, 120); on <= lastDay(story) - 9; on += chance.whole(8, 160)) {
    const back = on + chance.weighed([[0, 5], [1, 5], [2, 2], [4, 1]] as const) // prettier-ignore
    const held = chance.odds(0.6) ? back + chance.whole(1, 3) : back + chance.whole(4, 8)
    const refused = chance.odds(0.2)
    const asked = refused || chance.odds(0.15) ? null : held
    const shared =
      asked === null || chance.odds(0.2)
        ? null
        : asked +
          chance.weighed([
            [0, 3],
            [1, 4],
            [4, 2],
          ] as const)
    absence(story, child, { on, back, offered: back + chance.whole(0, 2), refused, asked, shared })
    // A few are not discussed, as happens.
    if (back - on > 1 && chance.odds(0.7)) discussed(story, child, on + 1)
  }
  const yesterday = workingAfter(today, -1)
  const unasked = { offered: null, refused: false, asked: null, shared: null }
  if (last === 'now') absence(story, child, { ...unasked, on: today - 1, back: null })
  if (last === 'back') absence(story, child, { ...unasked, on: today - 2, back: today - 1 })
  if (last === 'asked')
    absence(story, child, {
      ...unasked,
      on: yesterday - 2,
      back: yesterday - 1,
      offered: yesterday,
      asked: yesterday,
    })
}

interface Absence {
  readonly on: DayNumber
  readonly back: DayNumber | null
  readonly offered: DayNumber | null
  readonly refused: boolean
  readonly asked: DayNumber | null
  readonly shared: DayNumber | null
}

function absence(story: Story, child: Told, { on, back, offered, refused, asked, shared }: Absence): void {
  const night = story.org.outOfHours.id
  const leave = !story.chance.odds(0.7)
  const returned = (day: DayNumber, values: Telling<'missingEpisode'>['values']) => ({
    state: 'returned' as const,
    on: day,
    by: back === day ? night : by(story, day),
    values,
  })
  tell(story, 'missingEpisode', child, {
    state: 'missing',
    on,
    by: night,
    values: { kind: leave && back !== null ? 'A' : 'M', startedOn: D(on), startedAt: momentOn(on, 1260) },
    later: [
      ...(back === null ? [] : [returned(back, { endedOn: D(back), endedAt: momentOn(back, 1380) })]),
      ...(offered === null
        ? []
        : [returned(offered, { interviewOfferedOn: past(story, offered), interviewRefused: refused })]),
      ...(asked === null ? [] : [returned(asked, { interviewHeldOn: past(story, asked) })]),
      ...(shared === null ? [] : [returned(shared, { interviewSharedOn: past(story, shared) })]),
    ],
  })
}

function discussed(story: Story, child: Told, on: DayNumber): void {
  const held = { heldOn: past(story, on), outcome: 'no enquiry' } as const
  tell(story, 'strategyDiscussion', child, {
    state: 'held',
    on,
    by: story.team.manager.id,
    values: { concernOn: D(on), ...held },
  })
}
