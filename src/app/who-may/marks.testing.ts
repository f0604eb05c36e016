import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { tablesAboutSomebody, textColumns, type TextColumn } from './catalogue.testing.ts'

/** Columns that hold words of ours, by which pages find their way: a mark there would tell of nobody and break the page. */
const ours: ReadonlySet<string> = new Set([
  'alert.entry', 'alert.kind', 'breach_corrected.clock', 'clock_reading.clock', 'coverage.fact', 'draft.command', 'draft_answer.field', 'draft_typed.field',
  'event.record_kind', 'event.type', 'finding.field', 'finding.record_kind', 'finding.rule', 'withdrawn_record.record_kind',
  'assessment_version.still_right', 'contact.concerns', 'closure.flags', 'strategy_discussion.also_for', 'written_agreement.also_for',
  'document.about_kind', 'document.fingerprint', 'person.disabilities', 'conference.factors', 'assessment.factors', 'assessment_version.factors', 'visit.spoken_to', 'worry.relies_on',
]) // prettier-ignore

/** Letters that stand in no word: `Zq`, five that say which, `x`. */
const spelt = (n: number): string =>
  `Zq${String(n)
    .padStart(5, '0')
    .replaceAll(/\d/g, (digit) => 'bcdfghjkmn'[Number(digit)] ?? '')}x`
const anyMark = /Zq[bcdfghjkmn]{5}x/g

/** Where a mark was planted: whose, and in which column. */
export interface Place {
  readonly childId: string
  readonly table: string
  readonly column: string
}

/** Every mark planted, and where; and columns no mark could be put in. */
export interface Marks {
  readonly at: ReadonlyMap<string, Place>
  readonly empty: readonly string[]
  readonly columns: number
}

const wide = new Set(['jsonb', 'json'])

function marked({ column, type }: TextColumn, mark: string): RawBuilder<unknown> {
  if (type.startsWith('_')) return sql`array[${mark}]::text[]`
  if (!wide.has(type)) return sql`${mark}`
  // The words within are changed and the shape kept, so that the page that knows it goes on.
  return sql`case jsonb_typeof(${sql.id(column)}::jsonb) when 'string' then to_jsonb(${mark}::text)
    when 'object' then (select coalesce(jsonb_object_agg(key, case when jsonb_typeof(value) = 'string' and (value #>> '{}') ~ ' ' then to_jsonb(${mark}::text) else value end), '{}')
      from jsonb_each(${sql.id(column)}::jsonb)) || jsonb_build_object('marked', ${mark}::text)
    else to_jsonb(${mark}::text) end`
}

/** Puts a mark of its own in every column of words of every row about these people; done by the owner, past every door. */
export async function plantMarks(owner: Db, childIds: readonly string[]): Promise<Marks> {
  const columns = (await textColumns(owner)).filter(
    ({ table, column }) => !ours.has(`${table}.${column}`) && column !== 'given',
  )
  const at = new Map<string, Place>()
  const empty: string[] = []
  const about = await tablesAboutSomebody(owner)
  let n = 0
  for (const { table, by } of about) {
    const mine = columns.filter((one) => one.table === table)
    if (mine.length === 0) continue
    for (const childId of childIds) {
      const sets = mine.map((one) => ({ one, mark: spelt(n++) }))
      const write = (some: typeof sets) =>
        sql<{
          one: number
        }>`update ${sql.table(table)} set ${sql.join(some.map(({ one, mark }) => sql`${sql.id(one.column)} = ${marked(one, mark)}`))} where ${sql.id(by)} = ${childId} returning 1 as one`.execute(
          owner,
        )
      const { rows } = await write(sets)
      if (rows.length === 0 && childId === childIds[0]) empty.push(table)
      if (rows.length > 0)
        for (const { one, mark } of sets) at.set(mark, { childId, table, column: one.column })
    }
  }
  const wanted = new Set(about.map(({ table }) => table))
  return { at, empty, columns: columns.filter(({ table }) => wanted.has(table)).length }
}

/** The marks in an answer, each once. */
export const marksIn = (body: string): ReadonlySet<string> => new Set(body.match(anyMark))
