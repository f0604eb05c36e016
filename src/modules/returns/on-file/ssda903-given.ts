import type { Finding, Ssda903Row, Ssda903Table, Submission } from '../../return-files/index.ts'
import type { ReturnTables } from '../ssda903/whole.ts'

type Reading = { [T in Ssda903Table]?: Ssda903Row[] }

/** The tables an XML return has room for, whether or not it has rows of them. */
const inXml: readonly Ssda903Table[] = [
  'header',
  'episodes',
  'reviews',
  'uasc',
  'oc2',
  'oc3',
  'ad1',
  'placedAdoption',
  'prevPerm',
  'missing',
]

/** Reads one year's tables whole. A table whose file was given without rows is empty; one that was not given is absent. */
export async function tablesGiven(
  submission: Submission,
  year: number,
  findings: Finding[],
): Promise<ReturnTables> {
  const read: Reading = {}
  for (const { kind, table, year: of } of submission.files)
    if (kind === 'ssda903' && of === year)
      for (const each of table === null ? inXml : [table]) read[each] ??= []
  for await (const batch of submission.ssda903({ year })) {
    for (const row of batch.rows) (read[row.table] ??= []).push(row)
    for (const finding of batch.findings) findings.push(finding)
  }
  // Every row was put under its own table's name.
  return read as ReturnTables
}
