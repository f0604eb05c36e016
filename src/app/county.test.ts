import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { addDays, dayOf, daysBetween, instant, type Day } from '../platform/dates/day.ts'
import { shippedCalendar, workingDaysBetween } from '../platform/dates/calendar.ts'
import { standing } from '../platform/clocks/clock.ts'
import type { Db } from '../platform/db/database.ts'
import { recordAsAt } from '../platform/record/history.ts'
import { freshDb, ownerOf } from '../platform/testing/world.ts'
import { NotForACounty, writeCounty, type CountyCounts } from './county.ts'
import { oneRun, runNow, usualDay } from '../modules/returns/index.ts'
import { bookOf } from './book.ts'
import { chapters } from './modules.ts'

const now = instant('2026-11-23T09:30:00+00:00')
const today = dayOf(now)
const bookOn = (db: Db) => bookOf(db, () => now)

/** One word for everything a county holds that was made by chance. */
async function wordFor(db: Db): Promise<string> {
  const tables = [
    'person',
    'visit',
    'note',
    'action',
    'care_episode',
    'allocation',
    'clock_reading',
    'relationship',
  ]
  const words: string[] = []
  for (const table of tables) {
    const { rows } = await sql<{ word: string }>`
      select md5(string_agg(md5(row::text), '' order by md5(row::text))) as word from ${sql.table(table)} row
    `.execute(db)
    words.push(rows[0]?.word ?? '')
  }
  return words.join(' ')
}

describe('a small county', () => {
  const options = { children: 60, years: 2, seed: 7 }
  let one: Db
  let counts: CountyCounts
  before(async () => {
    one = await freshDb()
    counts = await writeCounty(bookOn(one), options)
  })
  after(async () => one.destroy())

  it('is the same county again from the same seed on the same day, row for row', async () => {
    const other = await freshDb()
    try {
      assert.deepEqual(await writeCounty(bookOn(other), options), counts)
      assert.equal(await wordFor(other), await wordFor(one))
    } finally {
      await other.destroy()
    }
  })

  it('is another county from another seed', async () => {
    const other = await freshDb()
    try {
      await writeCounty(bookOn(other), { ...options, seed: 8 })
      assert.notEqual(await wordFor(other), await wordFor(one))
    } finally {
      await other.destroy()
    }
  })

  it('holds the children asked for, each with a number of their own', async () => {
    const { rows } = await sql<{
      n: number
    }>`select count(distinct la_child_id) as n from person where kind <> 'adult'`.execute(one)
    assert.equal(rows[0]?.n, 60)
  })

  it('writes an event for every record, and says of each the day it was written', async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from visit where not exists (select 1 from event where record_id = visit.id and event.recorded_at = visit.recorded_at)
    `.execute(one)
    assert.equal(rows[0]?.n, 0)
  })

  it('records nothing before it happened and nothing after now', async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from visit where recorded_at::date < visited_on or recorded_at > ${now} or visited_on > ${today}
    `.execute(one)
    assert.equal(rows[0]?.n, 0)
  })

  it('can say what it said on an earlier day: a plan that has ended was open once', async () => {
    const ended = await one
      .selectFrom('cinPlan')
      .selectAll()
      .where('state', '=', 'ended')
      .executeTakeFirstOrThrow()
    const then = instant(`${addDays(ended.startedOn as Day, 1)}T23:00:00+00:00`)
    assert.equal((await recordAsAt(one, ended.id, then))?.['state'], 'open')
    assert.equal((await recordAsAt(one, ended.id, now))?.['state'], 'ended')
  })

  it('is refused where anyone is known already', async () => {
    await assert.rejects(writeCounty(bookOn(one), options), NotForACounty)
  })

  it('is refused in the database of a real authority', async () => {
    const real = await freshDb()
    const owner = ownerOf(real)
    try {
      await owner.insertInto('authority').values({ name: 'A real council', demonstration: false }).execute()
      await assert.rejects(writeCounty(bookOn(real), options), NotForACounty)
    } finally {
      await owner.destroy()
      await real.destroy()
    }
  })
})

describe('the demonstration county', () => {
  let db: Db
  before(async () => {
    db = await freshDb()
    await writeCounty(bookOn(db), { children: 300, years: 3, seed: 1 })
  })
  after(async () => db.destroy())

  it('has, for every clock its records feed, a child for whom it runs, one where it was met, one where it was missed', async () => {
    const readings = await db.selectFrom('clockReading').selectAll().execute()
    const found = new Map<string, Set<string>>()
    for (const { clock, dueOn, dueAt, metOn, metAt, endedOn, known } of readings) {
      const reading = { due: dueAt ?? dueOn, met: metAt ?? metOn, ended: endedOn, known }
      const how = standing(reading, now)
      const told = found.get(clock) ?? new Set()
      told.add(['overdue', 'met late', 'missed'].includes(how) ? 'missed' : how)
      found.set(clock, told)
    }
    const limited = new Map(
      chapters.flatMap(({ clocks = [] }) => clocks).map((clock) => [clock.id, clock.unit]),
    )
    const fed = chapters.flatMap((chapter) => chapter.duties?.duties.map(({ clock }) => clock.id) ?? [])
    assert.ok(fed.length > 30, `only ${fed.length} clocks are fed`)
    const lacking = fed.flatMap((id) => {
      // A clock with no due day of its own can be running or met, and never missed.
      const wanted = ['running', 'met', 'missed'].filter(
        (how) =>
          !(how === 'missed' && limited.get(id) === 'none') &&
          // A police notice is on a child's record once it is screened: until then its clock runs in the queue.
          !(how === 'running' && id.startsWith('da-notification-')) &&
          // For five days only: whether a meeting fell in them is the calendar's doing.
          !(how === 'running' && id === 'partner-absent'),
      )
      const lacks = wanted.filter((how) => found.get(id)?.has(how) !== true)
      return lacks.length === 0 ? [] : [`${id}: ${lacks.join(', ')}`]
    })
    assert.deepEqual(lacking, [])
  })

  it('leaves little undone for half a year, so that what is late is what a manager would find late', async () => {
    const { rows } = await sql<{ late: number; old: number; clocks: string | null }>`
      select count(*)::int as late, count(*) filter (where due_on < ${addDays(today, -183)})::int as old,
             string_agg(distinct clock, ' ') filter (where due_on < ${addDays(today, -183)}) as clocks
        from clock_reading where met_on is null and met_at is null and ended_on is null and due_on < ${today}
    `.execute(db)
    const { late = 0, old = 0, clocks } = rows[0] ?? {}
    assert.ok(late > 60 && late < 300 && old <= late / 20, `${old} of ${late}: ${clocks}`)
  })

  it('tells nothing of a child before they were born, but of those not born yet', async () => {
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from care_episode told join person on person.id = told.child_id where started_on < born_on)
           + (select count(*) from plan_outcome told join person on person.id = told.child_id where set_on < born_on)
           + (select count(*) from cp_plan told join person on person.id = told.child_id where started_on < born_on)
           + (select count(*) from visit told join person on person.id = told.child_id where visited_on < born_on) as n
    `.execute(db)
    assert.equal(rows[0]?.n, 0)
  })

  it('has nobody ask themselves, so that whatever was done can be agreed by somebody else', async () => {
    const { rows } = await sql<Record<string, number>>`
      select count(*) filter (where asked_by = owner_id)::int as themselves,
             count(*) filter (where not direction)::int as between_workers,
             count(*) filter (where times_asked = 3 and state = 'open')::int as thrice,
             count(*) filter (where state = 'verified')::int as verified,
             count(*)::int as asked from action
    `.execute(db)
    const { themselves, betweenWorkers: between, thrice = 0, verified = 0, asked = 0 } = rows[0] ?? {}
    assert.equal(themselves, 0)
    assert.ok((between ?? 0) > 100 && thrice > 0 && verified > asked / 2, JSON.stringify(rows[0]))
  })

  it('returns its children looked after without an error, year by year', async () => {
    for (const year of [2024, 2025, 2026]) {
      const on = usualDay('ssda903', year, today)
      const id = await runNow(bookOn(db), { of: 'ssda903', year, on, by: null })
      const run = await oneRun(db, id)
      assert.ok((run?.children ?? 0) > 10, `${year}: ${run?.children} children`)
      const errors = run?.findings.filter(({ level }) => level === 'error') ?? []
      assert.deepEqual(errors.map(({ rule, findings }) => `${year} ${rule}: ${findings}`), [])
    }
  }) // prettier-ignore

  it('has somebody of every role to sign in as', async () => {
    const { rows } = await sql<{
      role: string
    }>`select distinct role from staff where signs_in_as is not null and disabled_at is null order by 1`.execute(
      db,
    )
    assert.deepEqual(
      rows.map(({ role }) => role),
      [
        'ADM',
        'BS',
        'CARER',
        'CPC',
        'DIR',
        'DPO',
        'EDT',
        'EHL',
        'FM',
        'INSP',
        'IRO',
        'LADO',
        'LEG',
        'MEM',
        'PA',
        'PERF',
        'PSW',
        'QA',
        'SCR',
        'SM',
        'SSW',
        'SW',
        'TM',
        'VS',
      ],
    )
  })

  it('bears what pages must bear: a long name, no birth date, an unborn child, an address not to be told, a restricted record', async () => {
    const { rows } = await sql<Record<string, boolean>>`
      select exists (select 1 from person where length(given_name || ' ' || family_name) >= 60) as long,
             exists (select 1 from person where kind = 'child' and born_on is null) as undated,
             exists (select 1 from person where kind = 'unborn' and expected_on > ${today}) as unborn,
             exists (select 1 from address where confidential) as hidden,
             exists (select 1 from person where restricted_level = 2) as restricted,
             exists (select 1 from person where worker_risk is not null) as risk,
             exists (select 1 from finding where rule = 'PE-2' and state = 'open') as faulty,
             exists (select 1 from finding where rule = 'LA-1' and state = 'open') as overlapping,
             exists (select 1 from finding where rule = 'AL-2' and state = 'open') as unended,
             exists (select 1 from visit where state = 'facts only') as wordless,
             exists (select 1 from visit where mode = 'virtual') as virtual,
             exists (select 1 from action where times_asked = 2 and state = 'open') as twice,
             exists (select 1 from allocation where state = 'ended' and not exists (select 1 from allocation later where later.child_id = allocation.child_id and later.state = 'allocated')
                      and exists (select 1 from cin_episode where cin_episode.child_id = allocation.child_id and cin_episode.state = 'open')) as unallocated
    `.execute(db)
    assert.deepEqual(
      Object.entries(rows[0] ?? {}).filter(([, there]) => !there),
      [],
    )
  })

  it('has visits checked by a manager who was not there, most of those drawn in a month that is long over, and plans checked at visits', async () => {
    const { rows } = await sql<Record<string, number>>`
      select (select count(*)::int from visit where state = 'checked' and (sampled_by = worker_id or sampled_on < finished_at::date or sampled_on > ${today})) as wrong,
             (select round(100.0 * count(*) filter (where purpose_rating in ('outstanding', 'good')) / count(*))::int from visit where state = 'checked') as good,
             (select round(100.0 * count(*) filter (where visit.state = 'checked') / count(*))::int from visit_drawn join visit_draw on visit_draw.id = draw_id join visit on visit.id = visit_id where month < '2026-10-01') as before,
             (select count(*)::int from visit_drawn join visit_draw on visit_draw.id = draw_id join visit on visit.id = visit_id where visit.state = 'recorded' and month = '2026-10-01') as left,
             (select count(distinct found)::int from action_check) as found,
             (select count(*)::int from action join visit on visit.id = from_id) as asked
    `.execute(db)
    const { wrong, good = 0, before = 0, left = 0, found, asked = 0 } = rows[0] ?? {}
    assert.equal(wrong, 0)
    assert.equal(found, 4)
    assert.ok(good > 55 && good < 75 && before > 75 && before < 98 && left > 5 && asked > 5, JSON.stringify(rows[0]))
  }) // prettier-ignore

  it('has staff supervised by their managers, a few of them late, and last month’s entries of managers half looked at', async () => {
    const { rows } = await sql<Record<string, number>>`
      select (select count(distinct worker_id)::int from supervision_session) as people,
             (select count(*)::int from supervision_session where held_on > ${today} or worker_id = supervisor_id) as wrong,
             (select count(*)::int from (select max(held_on) as last from supervision_session group by worker_id) each_of where last < ${today}::date - 28) as late,
             (select count(*)::int from supervision_session where not exists (select from supervision_event where about_id = supervision_session.id)) as untold,
             (select count(*)::int from oversight_drawn) as drawn, (select count(*)::int from oversight_drawn where looked_on is not null) as looked
    `.execute(db)
    const { people = 0, wrong, late = 0, untold, drawn = 0, looked = 0 } = rows[0] ?? {}
    assert.deepEqual([wrong, untold], [0, 0])
    assert.ok(people > 8 && late > 0 && late < people / 2 && looked > 2 && looked < drawn, JSON.stringify(rows[0]))
  }) // prettier-ignore

  it('has three children in a home nobody registered, one told by the kind of placement, the reviews of one late', async () => {
    const { rows } = await sql<{ name: string; standing: string; late: boolean }>`
      select distinct on (said.child_id) home.name, said.standing, reading.due_on < ${today}::date as late
        from home_check said join home on home.id = said.home_id
        join clock_reading reading on reading.child_id = said.child_id and clock = 'unregistered-review'
          and met_on is null and ended_on is null and known
       order by said.child_id, said.checked_on desc
    `.execute(db)
    assert.deepEqual(rows.map(({ name, standing, late }) => `${name}: ${standing}${late ? ', late' : ''}`).toSorted(), [
      'Larchfield: not registered', 'Mill Lane Lodge: not registered, late', 'Quay Cottage: not known',
    ])
  }) // prettier-ignore

  it('uses no postcode that the Post Office has issued, and no telephone that could ring', async () => {
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from address where postcode is not null and postcode not like 'ZZ%')
           + (select count(*) from care_episode where home_postcode not like 'ZZ%' or placement_postcode not like 'ZZ%')
           + (select count(*) from person where phone not like '07700 900 %') as n
    `.execute(db)
    assert.equal(rows[0]?.n, 0)
  })

  it('does not read as one template: most of what was seen is said once', async () => {
    const { rows } = await sql<{ share: number }>`
      select count(distinct observations)::float / count(observations) as share from visit where observations is not null
    `.execute(db)
    assert.ok((rows[0]?.share ?? 0) > 0.95, `${rows[0]?.share}`)
  })

  it('asks for nothing twice in one plan', async () => {
    const { rows } = await sql`
      select child_id from plan_outcome group by child_id, set_on, what having count(*) > 1
    `.execute(db)
    assert.equal(rows.length, 0)
  })

  it('has Leo Barker as he was drawn: six, seen twelve working days ago alone, his visit two working days over', async () => {
    const leo = await db
      .selectFrom('person')
      .selectAll()
      .where('laChildId', '=', '10442')
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      [leo.givenName, leo.familyName, leo.bornOn, leo.school],
      ['Leo', 'Barker', '2020-03-03', 'Mill Primary'],
    )
    const last = await db
      .selectFrom('visit')
      .selectAll()
      .where('childId', '=', leo.id)
      .where('seen', '=', true)
      .orderBy('visitedOn', 'desc')
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      [last.visitedOn, last.seenAlone, last.childWords],
      ['2026-11-05', 'yes', '“I like Nan’s because it’s warm.”'],
    )
    const due = await db
      .selectFrom('clockReading')
      .select('dueOn')
      .where('childId', '=', leo.id)
      .where('clock', '=', 'cp-visit')
      .where('metOn', 'is', null)
      .where('endedOn', 'is', null)
      .executeTakeFirstOrThrow()
    assert.equal(due.dueOn, '2026-11-19')
    assert.equal(workingDaysBetween(due.dueOn, today, shippedCalendar), 2)
  })

  it('tells of Leo what the pages show: third worker, fifteen days with none, a direction asked twice, an adult nobody has met', async () => {
    const { id } = await db
      .selectFrom('person')
      .select('id')
      .where('laChildId', '=', '10442')
      .executeTakeFirstOrThrow()
    const { rows: workers } = await sql<{ name: string; from_on: string; to_on: string | null }>`
      select staff.name, from_on, to_on from allocation join staff on staff.id = worker_id
       where allocation.child_id = ${id} and coalesce(to_on, ${today}) > '2025-11-23' order by from_on
    `.execute(db)
    assert.deepEqual(
      workers.map(({ name }) => name),
      ['Grace Mbeki', 'Paul Irvine', 'Amira Khalil'],
    )
    const asked = await db
      .selectFrom('action')
      .selectAll()
      .where('childId', '=', id)
      .where('timesAsked', '=', 2)
      .executeTakeFirstOrThrow()
    assert.equal(asked.what, 'Check Dean’s history with Northshire')
    const { rows: unmet } = await sql<{ name: string }>`
      select given_name as name from relationship join person on person.id = relative_id
       where relationship.child_id = ${id} and household and spoken_to_on is null
    `.execute(db)
    assert.deepEqual(unmet, [{ name: 'Dean' }])
    const stuck = await db
      .selectFrom('planOutcome')
      .selectAll()
      .where('childId', '=', id)
      .where('progress', '=', 'no change')
      .executeTakeFirstOrThrow()
    assert.equal(daysBetween(stuck.movedOn as Day, today), 34)
  })
})
