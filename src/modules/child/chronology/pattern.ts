import { sql } from 'kysely'
import { addMonths, daysBetween, longDay, type Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Lane, PatternStrip } from '../../../platform/web/holdfast/pattern-strip.ts'
import { gapDays } from './entries.ts'

interface Beat {
  readonly lane: keyof typeof lanes
  readonly day: Day
}

const lanes = {
  concern: { name: 'Concerns', harm: true },
  police: { name: 'Police', harm: true },
  missing: { name: 'Missing', harm: true },
  moves: { name: 'Moves', harm: false },
  workers: { name: 'New worker', harm: false },
  alone: { name: 'Seen alone', harm: false },
} as const

/**
 * What keeps happening in the 12 months to the day: one statement.
 *
 * @param keptBack tables that whoever asks does not read: nothing of theirs is counted
 */
export async function beatsOf(
  db: Db,
  childId: string,
  on: Day,
  keptBack: ReadonlySet<string>,
): Promise<Beat[]> {
  const reads = (table: string) => sql.lit(!keptBack.has(table))
  const { rows } = await sql<Beat>`
    select lane, day from (
      select case when source = '6' then 'police' else 'concern' end as lane, received_on as day
        from contact
       where ${reads('contact')}
         and child_id = ${childId}
      union all select case when source = '6' then 'police' else 'concern' end, referred_on
       from cin_episode
      where ${reads('cin_episode')}
        and child_id = ${childId}
      union all select 'missing', started_on
       from missing_episode
      where ${reads('missing_episode')}
        and child_id = ${childId}
      union all select 'moves', started_on
       from care_episode
      where ${reads('care_episode')}
        and child_id = ${childId}
        and started_why is distinct from 'L'
      union all select 'workers', from_on
       from allocation
      where ${reads('allocation')}
        and child_id = ${childId}
        and role = 'lead social worker'
      union all select 'alone', visited_on from visit
                 where ${reads('visit')}
                   and child_id = ${childId}
                   and seen
                   and seen_alone = 'yes'
                   and mode = 'face to face'
    ) beat where day > ${addMonths(on, -12)} and day <= ${on}
     order by day
  `.execute(db)
  return rows
}

/** Lanes in which something happened, side by side; being seen alone is always one of them. */
export function patternOf(beats: readonly Beat[], on: Day): PatternStrip {
  const from = addMonths(on, -12)
  const drawn = Object.entries(lanes).map(([code, { name, harm }]) =>
    laneOf(
      name,
      harm,
      beats.filter(({ lane }) => lane === code),
    ),
  )
  const shown = drawn.filter(({ name, events }) => events.length > 0 || name === lanes.alone.name)
  return {
    from,
    to: on,
    period: '12 months',
    lanes: shown.map((lane) => (lane.name === lanes.alone.name ? withGaps(lane, on) : lane)),
  }
}

const laneOf = (name: string, harm: boolean, beats: readonly Beat[]): Lane => ({
  name,
  harm,
  events: beats.map(({ day }) => ({ on: day, shown: longDay(day) })),
})

function withGaps(lane: Lane, on: Day): Lane {
  const days = [...lane.events.map((event) => event.on as Day), on]
  const gaps = days.slice(1).flatMap((to, i) => gapOf(days[i] ?? to, to))
  return { ...lane, gaps }
}

function gapOf(from: Day, to: Day): { from: Day; to: Day; words: string }[] {
  const days = daysBetween(from, to)
  return days > gapDays ? [{ from, to, words: `${days} days not seen alone` }] : []
}
