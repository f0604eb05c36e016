import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addYears, day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { yearName } from '../../return-files/index.ts'
import { listsHeld } from '../lists/held.ts'
import { checkCinFiles } from '../on-file/check-cin.ts'
import { checkSsda903Files } from '../on-file/check-ssda903.ts'
import type { CheckedFiles } from '../on-file/found.ts'
import type { Level } from '../rule.ts'
import { makeReturn, beyondName, type MadeReturn, type Making } from './write.ts'

/** Something a rule found in a return that was made. */
export interface RunFinding {
  readonly rule: string
  readonly level: Level
  readonly table: string | null
  readonly field: string | null
  readonly child: string | null
  readonly message: string
}

/** The years there are rules for. */
const [firstRules, lastRules] = [2023, 2027]

/** What reading says of files that were given; these were made, and two that hold nothing but their header are alike. */
const aboutFiles: ReadonlySet<string> = new Set(['repeated-file', 'missing-file'])

/** Runs the year's rules over the files as they will be sent; the SSDA903 beside the return of the year before, as the record has it. */
export async function findIn(
  db: Db,
  made: MadeReturn,
  making: Making,
  folder: string,
): Promise<{ found: RunFinding[]; remarks: string[] }> {
  const { of, year } = made.asked
  if (of === 'annex-a') return { found: [], remarks: ['Ofsted gives no rules for its lists.'] }
  if (year < firstRules || year > lastRules)
    return { found: [], remarks: [`There are no rules here for ${yearName(year)}.`] }
  const checked =
    of === 'cin' ? await census(made, making, folder) : await lookedAfter(db, made, making, folder)
  const remarks = [...checked.remarks]
  if (checked.passedOver.length > 0)
    remarks.push(
      `${checked.passedOver.length} rules need a list or a table that is not here, and were not asked.`,
    )
  const found = checked.found.filter(({ ofLastYear, rule }) => !ofLastYear && !aboutFiles.has(rule))
  return { found: found.map(findingOf), remarks }
}

const census = async (
  { asked, files }: MadeReturn,
  { authority }: Making,
  folder: string,
): Promise<CheckedFiles> =>
  checkCinFiles({
    year: asked.year,
    path: join(folder, files[0]?.name ?? ''),
    ...(authority === '' ? {} : { authority }),
  })

async function lookedAfter(
  db: Db,
  { asked, files }: MadeReturn,
  making: Making,
  folder: string,
): Promise<CheckedFiles> {
  const before = join(folder, 'year-before')
  const on = addYears(day(`${asked.year}-03-31`), -1)
  const last = await makeReturn(db, { ...asked, year: asked.year - 1, on }, making, before)
  // The same rows in another form, which would be read beside the first.
  await rm(join(before, 'xml'), { recursive: true, force: true })
  const paths = files.flatMap(({ name }) =>
    name.endsWith('.csv') && name !== beyondName ? [join(folder, name)] : [],
  )
  // A folder of empty tables would say that nobody was looked after.
  const lastYear = last.children.length === 0 ? {} : { lastYear: before }
  const { authority, ...lists } = await listsHeld(db)
  return checkSsda903Files({
    year: asked.year,
    paths,
    ...lastYear,
    lists,
    ...(authority === undefined ? {} : { authority }),
  })
}

const findingOf = ({
  rule,
  level,
  table,
  field,
  child,
  message,
}: CheckedFiles['found'][number]): RunFinding => ({
  rule,
  level,
  table,
  field,
  child,
  message,
})
