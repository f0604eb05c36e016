import type { Day } from '../../platform/dates/day.ts'
import { isYoungAdult, touches, type Window } from './cohort.ts'
import { fieldsOf, type Fields } from './fields.ts'
import type { ChildHeld } from './held-child.ts'
import { workersOf } from './workers.ts'

type Part = Readonly<Record<string, unknown>>

/** A stretch of social care, from referral to closure, with what was done in it. */
export interface EpisodeObject extends Part {
  readonly social_care_episode_id: string
}

interface Making {
  readonly child: ChildHeld
  readonly on: Day
  readonly window: Window
}

/** A list of things within an episode, each known by an id of its own. */
interface List {
  readonly name: string
  readonly id: string
  readonly rows: (child: ChildHeld) => readonly Fields[]
  readonly ended: string
  readonly object: (row: Fields) => Part
}

export const lists: readonly List[] = [
  {
    name: 'child_and_family_assessments',
    id: 'child_and_family_assessment_id',
    rows: ({ assessments }) => assessments,
    ended: 'authorisedOn',
    object: ({ day, row }) => ({
      start_date: day('startedOn'),
      authorisation_date: day('authorisedOn'),
      factors: Array.isArray(row['factors'])
        ? [...new Set(row['factors'].map(String))]
            .filter((code) => code.length <= 3)
            .toSorted()
            .slice(0, 41)
        : undefined,
    }),
  },
  {
    name: 'child_in_need_plans',
    id: 'child_in_need_plan_id',
    rows: ({ needPlans }) => needPlans,
    ended: 'endedOn',
    object: ({ day }) => ({ start_date: day('startedOn'), end_date: day('endedOn') }),
  },
  {
    name: 'section_47_assessments',
    id: 'section_47_assessment_id',
    rows: ({ enquiries }) => enquiries,
    ended: 'concludedOn',
    object: ({ day, flag }) => ({
      start_date: day('startedOn'),
      icpc_required_flag:
        day('conferenceOn') !== undefined ? true : flag('conferenceNotRequired') === true ? false : undefined,
      icpc_date: day('conferenceOn'),
      end_date: day('concludedOn'),
    }),
  },
  {
    name: 'child_protection_plans',
    id: 'child_protection_plan_id',
    rows: ({ protectionPlans }) => protectionPlans,
    ended: 'endedOn',
    object: ({ day }) => ({ start_date: day('startedOn'), end_date: day('endedOn') }),
  },
  {
    name: 'child_looked_after_placements',
    id: 'child_looked_after_placement_id',
    rows: ({ care }) => care,
    ended: 'endedOn',
    object: ({ day, text }) => ({
      start_date: day('startedOn'),
      start_reason: text('startedWhy', 1),
      placement_type: text('placementType', 3),
      postcode: text('placementPostcode', 8),
      end_date: day('endedOn'),
      end_reason: text('endedWhy', 3),
      change_reason: text('movedWhy', 6),
    }),
  },
]

/** The child's episodes that touch the window, or hold something that does, oldest first. */
export function episodesOf(child: ChildHeld, on: Day, window: Window): readonly EpisodeObject[] {
  const making: Making = { child, on, window }
  const within = new Map<string, Part[]>()
  for (const list of lists)
    for (const row of list.rows(child)) {
      if (!touches(window, row.day('startedOn'), row.day(list.ended))) continue
      put(within, `${episodeIdOf(row, making)} ${list.name}`, { [list.id]: row.id, ...list.object(row) })
    }
  return [...idsOf(child, window, within)].map((id) => episodeObject(id, making, within))
}

const put = (within: Map<string, Part[]>, key: string, part: Part): void =>
  void within.set(key, [...(within.get(key) ?? []), part])

function idsOf(
  { episodes }: ChildHeld,
  window: Window,
  within: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const touched = episodes.filter((row) => touches(window, row.day('referredOn'), row.day('closedOn')))
  const holding = [...within.keys()].map((key) => key.slice(0, key.indexOf(' ')))
  return new Set([...touched.map(({ id }) => id), ...holding].toSorted())
}

/**
 * The episode a record belongs to: the one it says, else the one it began in, else the first. A child of whom a return alone speaks may
 * have none: then the stretch is known by the record that first said it.
 */
function episodeIdOf(record: Fields, { child }: Making): string {
  const { episodes } = child
  const said = episodes.find(({ id }) => id === record.row['episodeId'])
  const began = record.day('startedOn')
  const open = episodes.findLast((row) => holds(row, began))
  return (said ?? open ?? episodes[0] ?? child.care[0] ?? record).id
}

function holds(episode: Fields, on: Day | undefined): boolean {
  const [from, to] = [episode.day('referredOn'), episode.day('closedOn')]
  return on !== undefined && from !== undefined && from <= on && (to === undefined || to >= on)
}

function episodeObject(
  id: string,
  making: Making,
  within: ReadonlyMap<string, readonly Part[]>,
): EpisodeObject {
  const { child } = making
  const episode = child.episodes.find((row) => row.id === id)
  const parts = Object.fromEntries(lists.map(({ name }) => [name, within.get(`${id} ${name}`)]))
  return {
    social_care_episode_id: id,
    ...(episode === undefined ? {} : saidOf(episode)),
    care_worker_details: episode === undefined ? undefined : workersOf(child, episode, making.window),
    ...parts,
    adoption: adoptionIn(id, making),
    care_leavers: leavingIn(id, making),
  }
}

const saidOf = ({ row, day, text, flag }: Fields): Part => ({
  referral_date: day('referredOn'),
  referral_source: text('source', 2),
  // Of a record that a return brought, nothing is said that the return did not say.
  referral_no_further_action_flag:
    flag('noFurtherAction') ??
    ((row['importId'] ?? null) === null ? row.state === 'no further action' : undefined),
  closure_date: day('closedOn'),
  closure_reason: text('closureReason', 3),
})

/** One an episode: the latest, where any of its days is known. */
function adoptionIn(id: string, making: Making): Part | undefined {
  const { child } = making
  const firstDay = ({ day }: Fields): Day | undefined =>
    day('decidedOn') ?? day('matchedOn') ?? day('placedOn')
  const latest = child.adoptions.findLast((row) => {
    const began = firstDay(row)
    if (began === undefined) return false
    return episodeIdOf(fieldsOf({ ...row.row, startedOn: began }), making) === id
  })
  if (latest === undefined) return undefined
  return {
    initial_decision_date: latest.day('decidedOn'),
    matched_date: latest.day('matchedOn'),
    placed_date: latest.day('placedOn'),
  }
}

/** Support after care stands with the episode that is open. */
function leavingIn(id: string, making: Making): Part | undefined {
  const { child, on } = making
  const leaving = child.leaving.at(-1)
  const isOpen = child.episodes.findLast((row) => holds(row, on))?.id === id
  if (leaving === undefined || !isOpen || !isAskedAfter(leaving, making)) return undefined
  const latest = child.contacts
    .toSorted((a, b) => Number(a.row['yearEnding']) - Number(b.row['yearEnding']))
    .at(-1)
  return {
    contact_date: leaving.day('lastContactOn'),
    activity: leaving.text('activity', 2) ?? latest?.text('activity', 2),
    accommodation: leaving.text('accommodation', 1) ?? latest?.text('accommodation', 2)?.slice(0, 1),
  }
}

/** Those of an age for it who were in touch in the window. */
function isAskedAfter(leaving: Fields, { child, on, window }: Making): boolean {
  const contact = leaving.day('lastContactOn')
  if (contact === undefined || contact < window.from || contact > window.to) return false
  return isYoungAdult(fieldsOf(child.person).day('bornOn'), on)
}
