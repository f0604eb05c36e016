import { copyInto } from '../../platform/db/copy.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Doubt, Received } from '../../platform/record/received.ts'
import { annexA, cin, ssda903, type Finding, type SubmittedFile } from '../return-files/index.ts'

/** What is found in an import, ready to be kept: with its child and record where those are known. */
export interface Found {
  readonly kind: string
  readonly childId: string | null
  readonly recordKind: string | null
  readonly recordId: string | null
  readonly field: string | null
  readonly message: string
  readonly given: string | null
  readonly file: number | null
  readonly line: number | null
}

/** Where a row of a file went: the record it is stored as or merged into. */
export interface Landed {
  readonly kind: string
  readonly id: string
  readonly childId: string
  readonly reads: Received['reads'] | null
}

/** What was found in reading a row, told of the record the row became and the field its column fills. */
export function foundInRow(finding: Finding, childId: string | null, landed: Landed | null): Found {
  const { kind, column, child } = finding
  return {
    kind,
    childId,
    ...recordOf(landed),
    field: column === undefined ? null : (fieldOf(column, landed) ?? column),
    // A finding about nobody we hold says in words who the file was speaking of.
    message: childId === null && child != null ? `Child ${child}: ${finding.message}` : finding.message,
    given: finding.given ?? null,
    file: finding.file ?? null,
    line: finding.line ?? null,
  }
}

const recordOf = (landed: Landed | null): Pick<Found, 'recordKind' | 'recordId'> => ({
  recordKind: landed?.kind ?? null,
  recordId: landed?.id ?? null,
})

function fieldOf(column: string, landed: Landed | null): string | null {
  if (landed?.reads == null) return null
  for (const name of fieldsByHeader.get(column) ?? []) {
    const field = landed.reads.get(name)
    if (field !== undefined) return field
  }
  return null
}

const tables = [...Object.values(ssda903), ...Object.values(cin), ...Object.values(annexA)]

/** The names rows give a column, by how the return spells it. */
const fieldsByHeader = new Map<string, string[]>()
for (const { columns } of tables)
  for (const [name, { header }] of Object.entries(columns))
    fieldsByHeader.set(header, [...(fieldsByHeader.get(header) ?? []), name])

export const foundInRecord = (doubt: Doubt, landed: Landed | null): Found => ({
  kind: doubt.kind,
  childId: landed?.childId ?? null,
  ...recordOf(landed),
  field: doubt.field,
  message: doubt.message,
  given: doubt.given,
  file: doubt.at.file,
  line: doubt.at.line,
})

const columns = [
  'child_id',
  'record_kind',
  'record_id',
  'field',
  'rule',
  'message',
  'given',
  'file',
  'line',
  'import_id',
]

/** Keeps findings of an import. Each rule is told apart from those of the record by its first word. */
export async function keepFindings(
  tx: Tx,
  importId: string,
  files: readonly SubmittedFile[],
  found: readonly Found[],
): Promise<void> {
  if (found.length === 0) return
  await copyInto(
    tx,
    'finding',
    columns,
    found.map((one) => [
      one.childId,
      one.recordKind,
      one.recordId,
      one.field,
      `return.${one.kind}`,
      one.message,
      one.given,
      one.file === null ? null : (files[one.file]?.label ?? null),
      one.line,
      importId,
    ]),
  )
}
