import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { addMonths, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'

interface Kind {
  readonly title: string
  /** Whether an ending counts. */
  readonly is: (today: Day) => RawBuilder<boolean>
  /** Of which endings it is said; of all, where it is left out. */
  readonly of?: (today: Day) => RawBuilder<boolean>
}

const back = (months: number): Kind => ({
  title: `Back within ${months} months`,
  is: () => sql<boolean>`coalesce(back_on <= (closed_on + make_interval(months => ${months}))::date, false)`,
  // One whose months are not over may yet come back.
  of: (today) => sql<boolean>`closed_on <= ${addMonths(today, -months)}::date`,
})
const found = (answer: string, title: string): Kind => ({
  title,
  is: () => sql<boolean>`coalesce(found = ${answer}, false)`,
})

/** What became of endings, each a number that opens its children. */
export const kinds = {
  ended: { title: 'Endings', is: () => sql<boolean>`true` },
  agreed: { title: 'Service manager had to agree', is: () => sql<boolean>`agreed` },
  back3: back(3),
  back6: back(6),
  back12: back(12),
  held: found('sustained', '12 weeks on: held'),
  worse: found('worse', '12 weeks on: worse'),
  referred: found('re-referred', '12 weeks on: referred again'),
  unchecked: {
    title: '12-week check overdue',
    is: (today) => sql<boolean>`coalesce(found is null and check_on < ${today}::date, false)`,
  },
} as const satisfies Readonly<Record<string, Kind>>
export type What = keyof typeof kinds
export const whats = Object.keys(kinds) as readonly What[]

/** How long back endings are looked at, in months: so that 12 months after one are over for half of them. */
export const lookedBack = 24

/** Whose endings: everybody's, those where nobody is known to have decided, or one manager's by their id. */
export type Whose = 'all' | 'not-known' | (string & {})

const endings = (actor: Actor, today: Day) => sql`
  select episode.id, episode.child_id, episode.closed_on, closure.id as closure_id, closure.decided_by,
         closure.found, closure.check_on,
         coalesce(closure.countersigned_on is not null, false) as agreed,
         (select min(again.referred_on) from cin_episode again
           where again.child_id = episode.child_id
             and again.referred_on > episode.closed_on
             and again.referred_on <= ${today}::date) as back_on
    from cin_episode episode
    left join lateral (select *
                         from closure
                        where episode_id = episode.id
                          and state in ('closed', 'checked')
                        order by id desc
                        limit 1) closure on true
   where episode.state = 'closed'
     and episode.closed_on > ${addMonths(today, -lookedBack)}::date
     and episode.closed_on <= ${today}::date
     and ${within(actor, 'closure.read', sql.ref('episode.child_id'))}`

/** What became of one manager's endings. */
export interface Became {
  readonly whose: Whose
  readonly name: string
  readonly counts: Readonly<Record<What, { readonly count: number; readonly of: number | null }>>
}

const kindOf = (what: What): Kind => kinds[what]

/** What became of endings in the last `lookedBack` months: of all first, then by the manager who decided; at most 100 of them. */
export async function becameOf(db: Db, actor: Actor, today: Day): Promise<Became[]> {
  const columns = whats.flatMap((what) => {
    const { is, of } = kindOf(what)
    const among = of?.(today) ?? sql<boolean>`true`
    return [
      sql`count(*) filter (where ${among} and ${is(today)})::int as ${sql.ref(what)}`,
      sql`count(*) filter (where ${among})::int as ${sql.ref(`of_${what}`)}`,
    ]
  })
  const { rows } = await sql<Readonly<Record<string, number | string | boolean | null>>>`
    with ended as (${endings(actor, today)})
    select grouping(decided_by) = 1 as everybody, decided_by, max(staff.name) as name, ${sql.join(columns)}
      from ended left join staff on staff.id = ended.decided_by
     group by grouping sets ((), (decided_by))
     order by everybody desc, decided_by is null, name, decided_by
     limit 101
  `.execute(db)
  return rows.map(became)
}

function became(row: Readonly<Record<string, number | string | boolean | null>>): Became {
  const decidedBy = row['decidedBy'] as string | null
  const whose = row['everybody'] === true ? 'all' : (decidedBy ?? 'not-known')
  const name = whose === 'all' ? 'Everybody' : ((row['name'] as string | null) ?? 'Not known who')
  const numberIn = (key: string): number => Number(row[key] ?? 0)
  const counts = Object.fromEntries(
    whats.map((what) => {
      const of =
        kindOf(what).of === undefined
          ? null
          : numberIn(`of${what.replace(/^./, (first) => first.toUpperCase())}`)
      return [what, { count: numberIn(what), of }]
    }),
  ) as Became['counts']
  return { whose, name, counts }
}

/** One ending behind a number. */
export interface Behind extends Named {
  readonly kind: string
  readonly laChildId: string | null
  readonly childId: string
  readonly closureId: string | null
  readonly closedOn: Day
  readonly backOn: Day | null
  readonly by: string | null
}

/** The endings behind a number, newest first; at most 200. */
export async function endingsBehind(
  db: Db,
  actor: Actor,
  { what, whose, today }: { readonly what: What; readonly whose: Whose; readonly today: Day },
): Promise<Behind[]> {
  const { is, of } = kindOf(what)
  const theirs =
    whose === 'all'
      ? sql<boolean>`true`
      : whose === 'not-known'
        ? sql<boolean>`decided_by is null`
        : sql<boolean>`decided_by = ${whose}`
  const { rows } = await sql<Behind>`
    with ended as (${endings(actor, today)})
    select ended.child_id, ended.closure_id, ended.closed_on, ended.back_on, staff.name as by,
           person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id
      from ended join person on person.id = ended.child_id left join staff on staff.id = ended.decided_by
     where ${theirs} and ${of?.(today) ?? sql<boolean>`true`} and ${is(today)}
     order by ended.closed_on desc, ended.id limit 200
  `.execute(db)
  return rows
}
