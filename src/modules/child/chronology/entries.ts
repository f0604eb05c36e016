import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
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
}

/**
 * A page of the story, newest first, gaps and reopenings among it; and one entry more where there is more to show.
 * Every kind of record is cut to the page before they are put together, so that a long story costs no more than a short one.
 *
 * @param on the day up to which an open gap is counted
 */
export async function entriesOf(db: Db, asking: Asking, on: Day): Promise<Entry[]> {
  const wanted = legs.filter(({ group }) => asking.groups.includes(group))
  const own = wanted
    .filter(({ text }) => asking.words === null || text !== undefined)
    .map((leg) => legRows(leg, asking))
  const parts = [...own, ...(asking.words === null ? between(asking, on) : [])]
  if (parts.length === 0) return []
  const { rows } = await sql<Entry>`
    select entry.*, staff.name as by
      from (select * from (${sql.join(parts, sql` union all `)}) every
             order by day desc, id desc, kind desc limit ${asking.most + 1}) entry
      left join staff on staff.id = entry.by_id
     order by day desc, id desc, kind desc
  `.execute(db)
  return rows
}

/** The rows of one leg, newest first, no more than a page. */
function legRows(leg: Leg, asking: Asking): RawBuilder<unknown> {
  const day = sql.ref(`t.${leg.day}`)
  const by = sql.ref(`t.${leg.by ?? 'recorded_by'}`)
  const facts = sql.join(leg.facts.flatMap((name) => [sql.lit(name), sql.ref(`t.${name}`)]))
  return sql`(select ${sql.lit(leg.kind)} as kind, ${sql.lit(leg.table)} as "table", ${sql.lit(leg.group)} as "group", t.id, t.child_id,
      ${day} as day, ${sql.raw(leg.significant ?? 'true')} as significant, t.import_id is not null as imported, ${by} as by_id,
      jsonb_build_object(${leg.facts.length > 0 ? facts : sql``}) as facts
    from ${sql.table(leg.table)} t where ${conditionsOf(leg, asking)}
    order by ${day} desc, t.id desc limit ${asking.most + 1})`
}

function conditionsOf(
  leg: Leg,
  { childIds, from, to, words, before, significantOnly }: Asking,
): RawBuilder<unknown> {
  const day = sql.ref(`t.${leg.day}`)
  const conditions = [
    sql`t.child_id = any(${childIds})`,
    sql`${day} is not null`,
    ...(leg.only === undefined ? [] : [sql.raw(`(${leg.only})`)]),
    ...(significantOnly && leg.significant !== undefined ? [sql.raw(`(${leg.significant})`)] : []),
    ...(from === null ? [] : [sql`${day} >= ${from}`]),
    ...(to === null ? [] : [sql`${day} <= ${to}`]),
    ...(before === null ? [] : [earlier(day, sql.ref('t.id'), leg.kind, before)]),
    ...(words === null ? [] : [matches(leg, words)]),
  ]
  return sql.join(conditions, sql` and `)
}

const earlier = (
  day: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  kind: string,
  before: Cursor,
): RawBuilder<unknown> =>
  sql`(${day}, ${id}, ${sql.lit(kind)}) < (${before.day}::date, ${before.id}::uuid, ${before.kind})`

/** Any of the leg's words, whatever the case. Signs that mean something to the search mean themselves. */
function matches({ text = [] }: Leg, words: string): RawBuilder<unknown> {
  const pattern = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`concat_ws(' ', ${sql.join(text.map((name) => sql.ref(`t.${name}`)))}) ilike ${pattern}`
}

/** Weeks between visits to a child in need, twice over: alone on alternate visits is the least that is expected. */
export const gapDays = 56

/** What stands between the records: times nobody saw the child alone while we were helping, and help that ended and began again. */
function between(asking: Asking, on: Day): RawBuilder<unknown>[] {
  return [
    ...(asking.groups.includes('visits') || asking.significantOnly ? [gaps(asking, on)] : []),
    ...(asking.groups.includes('decisions') ? [breaks(asking)] : []),
  ]
}

function gaps(asking: Asking, on: Day): RawBuilder<unknown> {
  return sql`(select 'gap' as kind, 'visit' as "table", 'visits' as "group", id, child_id, to_on as day, true as significant, false as imported,
      null::uuid as by_id, jsonb_build_object('from_on', from_on, 'to_on', to_on, 'open', open,
        'visits', (select count(*) from visit between_them where between_them.child_id = spell.child_id
           and visited_on > from_on and visited_on < to_on)) as facts
    from (select id, child_id, visited_on as from_on, lead(visited_on) over alone is null as open,
                 coalesce(lead(visited_on) over alone, ${on}::date) as to_on
            from visit where child_id = any(${asking.childIds}) and seen and mode = 'face to face' and visited_on <= ${on}::date
             and (seen_alone = 'yes' or not_alone_why = 'too young')
          window alone as (partition by child_id order by visited_on, id)) spell
   where to_on - from_on > ${sql.lit(gapDays)}
     and exists (select from cin_episode where cin_episode.child_id = spell.child_id and referred_on <= from_on
                   and coalesce(closed_on >= to_on, true)
           union all select from cp_plan where cp_plan.child_id = spell.child_id and started_on <= from_on
                   and coalesce(ended_on >= to_on, true)
           union all select from allocation where allocation.child_id = spell.child_id and role = 'lead social worker'
                   and coalesce(from_on <= spell.from_on, true) and coalesce(allocation.to_on >= spell.to_on, true))
     ${window(asking, sql.ref('to_on'), 'gap')})`
}

function breaks(asking: Asking): RawBuilder<unknown> {
  return sql`(select 'break' as kind, 'cin_episode' as "table", 'decisions' as "group", id, child_id, back_on as day, true as significant,
      imported, null::uuid as by_id, jsonb_build_object('closed_on', closed_on, 'back_on', back_on, 'closure_reason', closure_reason) as facts
    from (select id, child_id, closed_on, closure_reason, import_id is not null as imported,
                 lead(referred_on) over (partition by child_id order by referred_on, id) as back_on
            from cin_episode where child_id = any(${asking.childIds})) help
   where closed_on < back_on ${window(asking, sql.ref('back_on'), 'break')})`
}

function window({ from, to, before }: Asking, day: RawBuilder<unknown>, kind: string): RawBuilder<unknown> {
  const conditions = [
    ...(from === null ? [] : [sql`and ${day} >= ${from}`]),
    ...(to === null ? [] : [sql`and ${day} <= ${to}`]),
    ...(before === null ? [] : [sql`and ${earlier(day, sql.ref('id'), kind, before)}`]),
  ]
  return conditions.length === 0 ? sql`` : sql.join(conditions, sql` `)
}

/** How long the story is. */
export interface Extent {
  readonly significant: number
  readonly everything: number
  /** The oldest day told of; null for an empty record. */
  readonly since: Day | null
  /** Records whose day is not held, and which no list by day can show. */
  readonly undated: number
}

/** Counts the whole story, whatever is narrowed: one statement. */
export async function extentOf(db: Db, childIds: readonly string[]): Promise<Extent> {
  const parts = legs.map(
    (
      leg,
    ) => sql`select ${sql.ref(`t.${leg.day}`)} as day, ${sql.raw(leg.significant ?? 'true')} as significant,
      ${sql.lit(mainLegs.has(leg.kind))} as main
      from ${sql.table(leg.table)} t where t.child_id = any(${childIds}) ${leg.only === undefined ? sql`` : sql.raw(`and ${leg.only}`)}`,
  )
  const { rows } = await sql<Extent>`
    select count(*) filter (where significant and day is not null)::int as significant,
           count(*) filter (where day is not null)::int as everything,
           min(day) as since, count(*) filter (where day is null and main)::int as undated
      from (${sql.join(parts, sql` union all `)}) every
  `.execute(db)
  return rows[0] ?? { significant: 0, everything: 0, since: null, undated: 0 }
}

/** Of each table the leg that says it began: an ending without a day has only not come yet. */
const mainLegs: ReadonlySet<string> = new Set(
  [...Map.groupBy(legs, ({ table }) => table).values()].flatMap(([first]) =>
    first === undefined ? [] : [first.kind],
  ),
)

/** Every group, in the order they are offered. */
export const allGroups = Object.keys(groups) as Group[]
