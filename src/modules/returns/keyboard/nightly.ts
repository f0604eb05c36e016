import { sql } from 'kysely'
import { z } from 'zod'
import { day, type Day } from '../../../platform/dates/day.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { job, type Job } from '../../../platform/jobs/job.ts'
import { keepFindings, keepFindingsOfAll, storeFindings } from '../../../platform/record/checks.ts'
import { heldOf } from '../../../platform/record/held.ts'
import { returnChecks } from './checks.ts'
import { checkWhole } from './whole-return.ts'

const atOnce = 200

const theDay = z.iso.date().transform((text): Day => day(text))

/**
 * Every child's record held to the rules of the returns in force, a few hundred at a time: what came in bulk, and what changed
 * because a day passed. Then the rules that need the whole return, and the count of the day.
 */
export const checkReturns: Job<{ on: Day; after: string | null }> = job({
  name: 'check-returns',
  says: 'Holds every child’s record to the rules of the returns in force',
  inTurn: true,
  recurs: { at: '30 1 * * *', payload: (on) => ({ on, after: null }) },
  payload: z.object({ on: theDay, after: z.uuid().nullable() }),
  run: async (tx, { on, after }) => {
    const children = await nextChildren(tx, after)
    await checkChildren(tx, children, on)
    const last = children.at(-1)
    if (last !== undefined) return enqueue(tx, checkReturns, { on, after: last })
    await enqueue(tx, checkWholeReturns, { on })
  },
})

async function checkChildren(tx: Tx, children: readonly string[], on: Day): Promise<void> {
  if (children.length === 0) return
  const kinds = [...new Set(returnChecks.flatMap((each) => each.kinds))]
  const held = await heldOf(tx, kinds, children)
  const together = returnChecks.map((checks) => ({ checks, rules: checks.askedBy(null) }))
  await storeFindings(tx, { checks: [], together }, held, on)
}

async function nextChildren(tx: Tx, after: string | null): Promise<string[]> {
  const from = tx
    .selectFrom('person')
    .select('id')
    .where('kind', '<>', 'adult')
    .where('state', '=', 'active')
    .orderBy('id')
    .limit(atOnce)
  const rows = await (after === null ? from : from.where('id', '>', after)).execute()
  return rows.map(({ id }) => id)
}

/** The rules that no child keeps or breaks alone, and the day's count of what is open. */
export const checkWholeReturns: Job<{ on: Day }> = job({
  name: 'check-whole-returns',
  says: 'Asks the rules that need the whole of a return, and counts what is open that night',
  inTurn: true,
  payload: z.object({ on: theDay }),
  run: async (tx, { on }) => {
    const { asked, doubts, ofAll } = await checkWhole(tx, on)
    const childIds = new Set([...doubts.map(({ childId }) => childId), ...(await openOf(tx, asked))])
    const rules = asked.map((rule) => ({ kind: null, rule }))
    await keepFindings(tx, rules, [...childIds], doubts)
    await keepFindingsOfAll(tx, asked, ofAll)
    await countOpen(tx, on)
  },
})

/** Children of whom a rule of the whole return is open. */
async function openOf(tx: Tx, rules: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ childId: string }>`
    select distinct child_id
      from finding
     where state = 'open'
       and rule = any(${rules})
       and child_id is not null
  `.execute(tx)
  return rows.map(({ childId }) => childId)
}

/** How many findings were open at the end of a day, by rule; counted again, the last count stands. */
async function countOpen(tx: Tx, on: Day): Promise<void> {
  await sql`delete from finding_count where counted_on = ${on}`.execute(tx)
  await sql`
    insert into finding_count (counted_on, rule, open, children)
    select ${on}::date, rule, count(*), count(distinct child_id)
      from finding
     where state = 'open'
     group by rule
  `.execute(tx)
}
