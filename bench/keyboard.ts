import { sql } from 'kysely'
import { bookOf } from '../src/app/book.ts'
import type { OpenDatabase } from '../src/app/open-database.ts'
import { returnChecks } from '../src/modules/returns/index.ts'
import type { Actor } from '../src/platform/access/policy.ts'
import { inTransaction, type Db } from '../src/platform/db/database.ts'
import type { Book } from '../src/platform/record/book.ts'
import { correct } from '../src/platform/record/correct.ts'
import { heldOf } from '../src/platform/record/held.ts'
import { benchCounty, rowCounts } from './county.ts'
import { machine, median, milliseconds, percentile } from './figures.ts'

/** `npm run bench -- keyboard [children]`: what the rules of the returns add to the saving of one child's record. */
export async function run([children = '60000']: readonly string[]): Promise<void> {
  const opened = await benchCounty(Number(children))
  try {
    await measureKeyboard(opened)
  } finally {
    await opened.close()
  }
}

/** Prints the figures for a county that is open. Nothing it saves is kept. */
async function measureKeyboard(opened: OpenDatabase): Promise<void> {
  const book = bookOf(opened.db)
  const saves = await savesOf(opened.db)
  await rulesAlone(book, [...new Set(saves.map(({ childId }) => childId))])
  const actor = await analyst(opened.db)
  const plain = { ...book, childChecks: [] }
  // Statements are planned and code is compiled by the first.
  for (const save of saves.slice(0, 40)) for (const each of [book, plain]) await timed(each, actor, save)
  const [held, without]: [number[], number[]] = [[], []]
  for (const save of saves) {
    without.push(await timed(plain, actor, save))
    held.push(await timed(book, actor, save))
  }
  const added = held.map((figure, i) => figure - (without[i] ?? 0))
  for (const [name, figures] of [
    ['A save without the rules', without],
    ['A save with the rules', held],
    ['What they add, save by save', added],
  ] as const)
    console.log(
      `${name}: ${milliseconds(median(figures))} median, ${milliseconds(percentile(figures, 0.95))} p95`,
    )
  console.log(`${saves.length} saves. ${machine()}\n${await rowCounts(opened)}`)
}

/** The rules of both returns over a child's loaded rows, as rows of the returns are made of them. */
async function rulesAlone({ db, today }: Book, childIds: readonly string[]): Promise<void> {
  const kinds = [...new Set(returnChecks.flatMap((checks) => checks.kinds))]
  const figures: number[] = []
  for (const _turn of [1, 2, 3])
    for (const childId of childIds) {
      const held = await inTransaction(db, (tx) => heldOf(tx, kinds, [childId]))
      const began = performance.now()
      for (const checks of returnChecks) checks.find(held, childId, checks.askedBy(null), today())
      figures.push(performance.now() - began)
    }
  const settled = figures.slice(childIds.length)
  console.log(
    `Rows of both returns and every rule, one child: ${milliseconds(median(settled))} median, ${milliseconds(percentile(settled, 0.95))} p95`,
  )
}

interface Save {
  readonly childId: string
  readonly recordId: string
  readonly table: string
  readonly field: string
  readonly answer: string
}

/** Up to 400 records of children in care or in need, of four kinds that many rules read. */
async function savesOf(db: Db): Promise<Save[]> {
  const { rows } = await sql<Save>`
    with seen as (select id from person where restricted_level = 0 and state = 'active')
    (select child_id, id as record_id, 'claReview' as table, 'takingPart' as field, 'PN3' as answer
       from cla_review
      where child_id in (table seen)
      order by md5(id::text)
      limit 100)
    union all
    (select child_id, id, 'careEpisode', 'homePostcode', 'AB1 2CD'
       from care_episode
      where child_id in (table seen)
      order by ended_on is not null, md5(id::text)
      limit 100)
    union all
    (select child_id, id, 'cinEpisode', 'primaryNeed', 'N4'
       from cin_episode
      where child_id in (table seen)
      order by closed_on is not null, md5(id::text)
      limit 100)
    union all
    (select child_id, id, 'assessment', 'startedOn', '2026-10-01'
       from assessment
      where child_id in (table seen)
      order by started_on desc nulls last, md5(id::text)
      limit 100)
  `.execute(db)
  return rows
}

async function analyst(db: Db): Promise<Actor> {
  const { id, name } = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('role', '=', 'PERF')
    .executeTakeFirstOrThrow()
  return { id, name, role: 'PERF', teamId: null, service: null }
}

class NotKept extends Error {}

/** One save, up to its commit, in milliseconds; then it is undone. */
async function timed(
  book: Book,
  actor: Actor,
  { childId, recordId, table, field, answer }: Save,
): Promise<number> {
  const on = book.records.find((each) => each.table === table)
  if (on === undefined) throw new Error(`there is no kind of record called ${table}`)
  let took = Number.NaN
  const act = { actor, childId, recordId, formKey: null }
  await inTransaction(book.db, async (tx) => {
    const began = performance.now()
    const outcome = await correct({ ...book, db: tx }, on, act, [field], {
      [field]: answer,
      reason: 'Measured',
    })
    took = performance.now() - began
    throw new NotKept(outcome.kind)
  }).catch((fault: unknown) => {
    if (!(fault instanceof NotKept) || fault.message !== 'done') throw fault
  })
  return took
}
