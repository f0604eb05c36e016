import { addWorkingDays, shippedCalendar } from '../../platform/dates/calendar.ts'
import { ageOn, dayOfNumber, numberOfDay, type Day } from '../../platform/dates/day.ts'
import type { Chance } from './chance.ts'
import type { Kind } from './kinds.ts'
import { momentOn, type DayNumber, type Ledger, type Telling } from './ledger.ts'
import type { PractisingTeam } from './teams.ts'
import type { Organisation, Worker } from './organisation.ts'
import { oneOf, said, sentences, type About } from './words.ts'

/** A child of the family whose story is told. */
export interface Told {
  readonly id: string
  readonly name: string
  /** Null where nobody knows; after today where not yet born. */
  readonly born: DayNumber | null
  readonly girl: boolean
  readonly about: About
}

export interface Adult {
  readonly id: string
  readonly name: string
}

/** Someone working with the family for a time. */
export interface Shift {
  readonly worker: Worker
  readonly from: DayNumber
  readonly to: DayNumber | null
}

/** One involvement with one family, as it is being told. */
export interface Story {
  readonly ledger: Ledger
  readonly org: Organisation
  readonly chance: Chance
  readonly children: readonly Told[]
  readonly carer: Adult
  readonly team: PractisingTeam
  /** Who worked with them, oldest first. */
  readonly shifts: Shift[]
  /** Open outcomes of each child's plan, which visits are for. */
  readonly outcomes: Map<string, string[]>
  /** Whether the family had help before this. */
  readonly again?: boolean
  /** When the work ended; null while it goes on. */
  readonly to: DayNumber | null
}

/** The last day there is anything to tell of. */
export const lastDay = ({ to, ledger }: Story): DayNumber =>
  Math.min(to ?? ledger.span.today, ledger.span.today)

export const D = (on: DayNumber): Day => dayOfNumber(on)

/** The day, or null if it has not come yet. */
export const past = (story: Story, on: DayNumber): Day | null =>
  on <= story.ledger.span.today ? dayOfNumber(on) : null

/** That many working days later, bank holidays left out. */
export const workingAfter = (from: DayNumber, days: number): DayNumber =>
  numberOfDay(addWorkingDays(dayOfNumber(from), days, shippedCalendar))

/** The day itself if it is worked, else the next that is. */
export const working = (on: DayNumber): DayNumber => workingAfter(on - 1, 1)

export const ageAt = (child: Told, on: DayNumber): number =>
  child.born === null ? 8 : Math.max(0, ageOn(dayOfNumber(child.born), dayOfNumber(on)))

/** Who was working with the family on a day; their manager where nobody was. */
export function workerOn(story: Story, on: DayNumber): Worker {
  const shift = story.shifts.findLast(({ from, to }) => from <= on && (to === null || to >= on))
  return shift?.worker ?? story.team.manager
}

export const by = (story: Story, on: DayNumber): string => workerOn(story, on).id

/** Tells one record, unless its day has not come. Says its id, or null. */
export function tell<K extends Kind>(
  story: Story,
  kind: K,
  child: Told,
  telling: Omit<Telling<K>, 'childId'>,
): string | null {
  if (telling.on > story.ledger.span.today) return null
  const { today } = story.ledger.span
  const later = (telling.later ?? []).filter(({ on }) => on <= today)
  return story.ledger.put(kind, { ...telling, later, childId: child.id }, story.chance)
}

/** A day some days after, on a working day: most are written up the same day or the next. */
export const lag = (story: Story, on: DayNumber): DayNumber =>
  on +
  story.chance.weighed([
    [0, 60],
    [1, 25],
    [2, 8],
    [4, 4],
    [9, 2],
    [21, 1],
  ] as const)

/** A long record is told with fewer words: ten years of a county are for measuring, three for reading. */
export const sparing = ({ ledger: { span } }: Story): number => (span.today - span.start > 2000 ? 3 : 1)

/** Calls, messages and meetings through the weeks of an involvement. */
export function notes(story: Story, from: DayNumber, every: number): void {
  const { chance } = story
  for (let on = from + chance.whole(1, every); on <= lastDay(story); on += chance.whole(1, every * 2)) {
    const child = chance.of(story.children)
    noteFor(story, child, working(on))
  }
}

function noteFor(story: Story, child: Told, on: DayNumber): void {
  const { chance } = story
  const kind = chance.weighed([['call', 50], ['message', 20], ['meeting', 15], ['event', 15]] as const) // prettier-ignore
  const significant = kind === 'event' || chance.odds(0.12)
  tell(story, 'note', child, {
    state: 'recorded',
    on: lag(story, on),
    by: by(story, on),
    values: {
      happenedOn: D(on),
      kind,
      whoWith: kind === 'event' ? null : oneOf(sentences.who, child.about, chance),
      line: oneOf(sentences.note[kind], child.about, chance),
      significant,
      impact: significant && chance.odds(0.7) ? oneOf(sentences.note.impact, child.about, chance) : null,
    },
  })
}

/** Contacts about the children that came while the work was going on, or from nowhere. */
export function contacts(story: Story, on: DayNumber, outcome: string | null): void {
  const { chance, org, ledger } = story
  const source = chance.weighed([
    ['6', 30],
    ['2A', 25],
    ['3A', 6],
    ['3B', 6],
    ['3E', 8],
    ['5D', 7],
    ['1A', 8],
    ['9', 4],
    ['1C', 1],
    ['4', 5],
  ] as const)
  const screener = chance.of(org.screeners).id
  const { today } = ledger.span
  const minute = ledger.come(on, chance.whole(8 * 60, 18 * 60))
  const rated = minute + chance.weighed([[20, 6], [90, 5], [220, 2], [700, 1]] as const) // prettier-ignore
  const ratedOn = rated > 1439 ? on + 1 : on
  const decided = Math.max(ratedOn, on + chance.weighed([[0, 6], [1, 4], [3, 1]] as const)) // prettier-ignore
  const told = decided + chance.weighed([[0, 4], [1, 3], [4, 1]] as const) // prettier-ignore
  // One that came weeks ago was decided, or it would stand on the front door's board for years.
  const waiting = outcome === null && today - on < 20
  const heardLate = {
    state: 'closed' as const,
    on: told + 24,
    by: screener,
    minute: 12 * 60,
    values: { feedbackOn: D(told + 24) },
  }
  for (const child of story.children) {
    tell(story, 'contact', child, {
      state: 'received',
      on,
      by: screener,
      values: { receivedOn: D(on), receivedAt: momentOn(on, minute), source },
      later: [
        ...(on === today
          ? []
          : [
              {
                state: 'triaged' as const,
                on: ratedOn,
                by: screener,
                values: {
                  urgency: chance.weighed([
                    ['green', 5],
                    ['amber', 3],
                    ['red', 1],
                  ] as const),
                  ratedAt: momentOn(ratedOn, rated % 1440),
                },
              },
            ]),
        ...(waiting || decided === today
          ? []
          : [
              {
                state: 'decided' as const,
                on: decided,
                by: screener,
                values: { outcome: outcome ?? 'No further action', decidedOn: D(decided) },
              },
            ]),
        ...(waiting || told === today
          ? []
          : chance.odds(0.1)
            ? [heardLate]
            : [{ state: 'closed' as const, on: told, by: screener, values: { feedbackOn: D(told) } }]),
      ],
    })
  }
}

/** A sentence about this child. */
export const about = (child: Told, sentence: string): string => said(sentence, child.about)
