import { CompiledQuery } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'
import { groups, legs, type Group, type Leg } from './legs.ts'

/** One line of a child's story, as it is stored. */
export interface Entry {
  readonly kind: string
  readonly table: string
  readonly group: Group
  readonly id: string
  readonly childId: string
  readonly day: Day
  readonly significant: boolean
  /** It came in by an import, and was not written by a worker here. */
  readonly imported: boolean
  /** Whose it is, or who wrote it. */
  readonly by: string | null
  /** What somebody has said it meant for the child, where that is not a question of its own; null where nobody has. */
  readonly meant: string | null
  /** Its columns, by their names in the database. */
  readonly facts: Readonly<Record<string, unknown>>
}

/** Where the last page ended, so that nothing is shown twice when something is added. */
export interface Cursor {
  readonly day: Day
  readonly id: string
  readonly kind: string
}

/** What of the story is asked for. Days are inclusive. */
export interface Asking {
  readonly childIds: readonly string[]
  readonly groups: readonly Group[]
  readonly significantOnly: boolean
  readonly from: Day | null
  readonly to: Day | null
  readonly words: string | null
  readonly before: Cursor | null
  readonly most: number
  /** Tables that whoever asks does not read: nothing of theirs is told. */
  readonly keptBack: ReadonlySet<string>
  /** Kinds of entry and no others, where few are enough. */
  readonly only?: ReadonlySet<string>
}

/**
 * A page of the story, newest first, gaps and reopenings among it; and one entry more where there is more to show.
 * Every kind of record is cut to the page before they are put together, so that a long story costs no more than a short one.
 *
 * @param on the day up to which an open gap is counted
 */
export async function entriesOf(db: Db, asking: Asking, on: Day): Promise<Entry[]> {
  const { childIds, groups: wanted, significantOnly, from, to, words, before, most, keptBack, only } = asking
  const searching = words !== null
  const own = legs
    .filter(
      ({ group, kind, table, text }) =>
        wanted.includes(group) &&
        !keptBack.has(table) &&
        (!searching || text !== undefined) &&
        (only?.has(kind) ?? true),
    )
    .map((leg) => legText(leg, { significantOnly, searching, alone: childIds.length === 1 }))
  const between = searching || only !== undefined ? [] : betweenText(wanted, significantOnly)
  if (own.length + between.length === 0) return []
  const cursor = [before?.day ?? null, before?.id ?? null, before?.kind ?? null]
  const given = [childIds, from, to, ...cursor, searching ? patternOf(words) : null, on, most + 1]
  const asked = CompiledQuery.raw(storyText([...own, ...between]), given)
  // The overview always asks for the same kinds; a list may be narrowed in a thousand ways.
  return only === undefined ? (await db.executeQuery<Entry>(asked)).rows : prepared(db, asked)
}

// The text is put together from what stands in legs.ts and here, and never from what anybody gave: that is bound, always as
// $1 the children, $2 and $3 the days, $4 to $6 the cursor, $7 the words, $8 the day asked of, $9 how many. Compiling forty
// small queries for every page cost more than the rest of it. `asked` only tells the types of those a list leaves out.
const storyText = (parts: readonly string[]): string => `
  with asked as (select $1::uuid[], $2::date, $3::date, $4::date, $5::uuid, $6::text, $7::text, $8::date, $9::int)
  select entry.*, staff.name as by, said.meant
    from (select * from (${parts.join(' union all ')}) every order by day desc, id desc, kind desc limit $9) entry
    left join staff on staff.id = entry.by_id
    left join lateral (select answers->>'impactSaid' as meant from event
                        where event.record_id = entry.id and event.type = 'impact.said' and answers->>'impactOf' = entry.kind
                        order by event.id desc limit 1) said on true
   order by day desc, id desc, kind desc`

const kept = new Map<string, string>()

interface Narrowed {
  readonly significantOnly: boolean
  readonly searching: boolean
  /** Of one child, and no brothers or sisters. */
  readonly alone: boolean
}

/** The rows of one leg, newest first, no more than a page. */
function legText(leg: Leg, narrowed: Narrowed): string {
  const key = `${leg.kind} ${Object.values(narrowed).join(' ')}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const text = writtenLeg(leg, narrowed)
  kept.set(key, text)
  return text
}

function writtenLeg(leg: Leg, { significantOnly, searching, alone }: Narrowed): string {
  const day = `t.${leg.day}`
  const facts = leg.facts.map((name) => `'${name}', t.${name}`).join(', ')
  const conditions = [
    // Of one child the plan is the same whichever it is, and PostgreSQL may keep it.
    alone ? 't.child_id = ($1::uuid[])[1]' : 't.child_id = any($1)',
    `${day} is not null`,
    within(day, 't.id', leg.kind),
    ...(leg.only === undefined ? [] : [`(${leg.only})`]),
    ...(significantOnly && leg.significant !== undefined ? [`(${leg.significant})`] : []),
    ...(searching
      ? [`concat_ws(' ', ${(leg.text ?? []).map((name) => `t.${name}`).join(', ')}) ilike $7`]
      : []),
  ]
  return `(select '${leg.kind}' as kind, '${leg.table}' as "table", '${leg.group}' as "group", t.id, t.child_id, ${day} as day,
      ${leg.significant ?? 'true'} as significant, t.import_id is not null as imported, t.${leg.by ?? 'recorded_by'} as by_id,
      jsonb_build_object(${facts}) as facts
    from ${leg.table} t where ${conditions.join(' and ')} order by ${day} desc, t.id desc limit $9)`
}

/** Between the days asked for, both inclusive, and before the cursor. */
const within = (day: string, id: string, kind: string): string =>
  `($2::date is null or ${day} >= $2) and ($3::date is null or ${day} <= $3)
   and ($4::date is null or (${day}, ${id}, '${kind}') < ($4, $5, $6))`

/** Any of these words, whatever the case. Signs that mean something to the search mean themselves. */
const patternOf = (words: string): string => `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`

/** Weeks between visits to a child in need, twice over: alone on alternate visits is the least that is expected. */
export const gapDays = 56

/** What stands between the records: times nobody saw the child alone while we were helping, and help that ended and began again. */
const betweenText = (wanted: readonly Group[], significantOnly: boolean): string[] => [
  ...(wanted.includes('visits') || significantOnly ? [gapsText] : []),
  ...(wanted.includes('decisions') ? [breaksText] : []),
]

const gapsText = `(select 'gap' as kind, 'visit' as "table", 'visits' as "group", id, child_id, to_on as day, true as significant,
    false as imported, null::uuid as by_id, jsonb_build_object('from_on', from_on, 'to_on', to_on, 'open', open,
      'visits', (select count(*) from visit between_them where between_them.child_id = spell.child_id
         and visited_on > from_on and visited_on < to_on)) as facts
  from (select id, child_id, visited_on as from_on, lead(visited_on) over alone is null as open,
               coalesce(lead(visited_on) over alone, $8::date) as to_on
          from visit where child_id = any($1) and seen and mode = 'face to face' and visited_on <= $8::date
           and (seen_alone = 'yes' or not_alone_why = 'too young')
        window alone as (partition by child_id order by visited_on, id)) spell
 where to_on - from_on > ${gapDays} and ${within('to_on', 'id', 'gap')}
   and exists (select from cin_episode where cin_episode.child_id = spell.child_id and referred_on <= from_on
                 and coalesce(closed_on >= to_on, true)
         union all select from cp_plan where cp_plan.child_id = spell.child_id and started_on <= from_on
                 and coalesce(ended_on >= to_on, true)
         union all select from allocation where allocation.child_id = spell.child_id and role = 'lead social worker'
                 and coalesce(from_on <= spell.from_on, true) and coalesce(allocation.to_on >= spell.to_on, true)))`

// Where our work ended here, the entry is of that ending and opens it: who ended it and why stands there.
const breaksText = `(select 'break' as kind, case when ending_id is null then 'cin_episode' else 'closure' end as "table", 'decisions' as "group",
    break_id as id, child_id, back_on as day, true as significant, imported, ended_by as by_id,
    jsonb_build_object('closed_on', closed_on, 'back_on', back_on, 'closure_reason', closure_reason, 'what_changed', what_changed) as facts
  from (select coalesce(ending.id, episode.id) as break_id, ending.id as ending_id, ending.decided_by as ended_by, ending.what_changed,
               episode.child_id, episode.closed_on, closure_reason, episode.import_id is not null as imported,
               lead(referred_on) over (partition by episode.child_id order by referred_on, episode.id) as back_on
          from cin_episode episode
          left join closure ending on ending.episode_id = episode.id and ending.state in ('closed', 'checked')
         where episode.child_id = any($1)) help
 where closed_on < back_on and ${within('back_on', 'break_id', 'break')})`

/** How long the story is. */
export interface Extent {
  readonly significant: number
  readonly everything: number
  /** The oldest day told of; null for an empty record. */
  readonly since: Day | null
  /** Records whose day is not held, and which no list by day can show. */
  readonly undated: number
}

/** Counts the whole story as its reader has it, whatever is narrowed: one statement. */
export async function extentOf(
  db: Db,
  childIds: readonly string[],
  keptBack: ReadonlySet<string>,
): Promise<Extent> {
  const { rows } = await db.executeQuery<Extent>(CompiledQuery.raw(extentText(keptBack), [childIds]))
  return rows[0] ?? { significant: 0, everything: 0, since: null, undated: 0 }
}

function extentText(keptBack: ReadonlySet<string>): string {
  const key = `extent ${[...keptBack].join(' ')}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const told = legs.filter(({ table }) => !keptBack.has(table))
  const parts = told.map(
    ({ kind, table, day, significant = 'true', only = 'true' }) =>
      `select t.${day} as day, ${significant} as significant, ${mainLegs.has(kind)} as main from ${table} t where t.child_id = any($1) and ${only}`,
  )
  const text = `select count(*) filter (where significant and day is not null)::int as significant,
      count(*) filter (where day is not null)::int as everything, min(day) as since,
      count(*) filter (where day is null and main)::int as undated from (${parts.join(' union all ')}) every`
  kept.set(key, text)
  return text
}

/** Of each table the leg that says it began: an ending without a day has only not come yet. */
const mainLegs: ReadonlySet<string> = new Set(
  [...Map.groupBy(legs, ({ table }) => table).values()].flatMap(([first]) =>
    first === undefined ? [] : [first.kind],
  ),
)

/** Every group, in the order they are offered. */
export const allGroups = Object.keys(groups) as Group[]
