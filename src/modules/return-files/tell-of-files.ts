import { annexA } from './annex-a-lists.ts'
import type { Report } from './finding.ts'
import type { OpenedFile, OpenOptions } from './submission.ts'
import { ssda903 } from './ssda903-tables.ts'
import { yearName } from './years.ts'

/** What is found of the files themselves: which are not returns, which are missing from a set, which are another authority's. */
export function tellOfFiles(opened: readonly OpenedFile[], options: OpenOptions, report: Report): void {
  for (const each of opened) {
    tellOfKind(each, report)
    tellOfColumns(each, report)
    tellOfAuthority(each, options, report)
  }
  tellOfMissingTables(opened, report)
  tellOfMissingLists(opened, report)
}

function tellOfKind({ file, facts, recognised }: OpenedFile, report: Report): void {
  const at = { file: file.index }
  if (file.copyOf !== null)
    report({
      ...at,
      kind: 'repeated-file',
      message: `This file is the same, byte for byte, as file ${file.copyOf + 1}. It is read once.`,
    })
  if (recognised.kind === 'unknown') report({ ...at, kind: 'unknown-file', message: recognised.message })
  else if (file.kind === 'ssda903' && file.year === null)
    report({
      ...at,
      kind: 'unsure-year',
      message:
        'No day in this file or those with it tells which year it is of. Give the episodes file with it, or say the year.',
    })
  if (facts.encoding !== 'utf-8' && facts.encoding !== 'binary' && file.kind)
    report({
      ...at,
      kind: 'encoding',
      given: facts.encoding,
      message: `This file is not UTF-8. It was read as ${facts.encoding}: check names with accents, and save it as CSV UTF-8 next time.`,
    })
}

function tellOfColumns({ file, recognised }: OpenedFile, report: Report): void {
  const layouts =
    recognised.kind === 'ssda903'
      ? [recognised.layout]
      : recognised.kind === 'annex-a'
        ? recognised.sheets.map((sheet) => sheet.layout)
        : []
  for (const layout of layouts) {
    const at = {
      file: file.index,
      line: 'headerRow' in layout ? layout.headerRow : 1,
      table: 'list' in layout ? layout.list : layout.table,
    }
    for (const column of layout.missing)
      report({
        ...at,
        kind: 'missing-column',
        column,
        message: 'This column is not in the file, so it is empty for every row. Add it if the return has it.',
      })
    for (const column of layout.unknown)
      report({
        ...at,
        kind: 'unknown-column',
        column,
        message: 'This column is not part of the return. It is not read.',
      })
    for (const column of layout.repeated)
      report({
        ...at,
        kind: 'repeated-column',
        column,
        message: 'This column stands in the file more than once. The first is read.',
      })
  }
}

function tellOfAuthority({ file }: OpenedFile, { authority }: OpenOptions, report: Report): void {
  if (authority === undefined || file.authority === null || file.authority === authority) return
  report({
    kind: 'authority',
    file: file.index,
    column: 'LEA',
    given: file.authority,
    message: `This file says it is from authority ${file.authority}; ours is ${authority}. Check that it is ours before it is read in.`,
  })
}

/** A table with nothing to report is still sent, with its line of names and no rows. */
function tellOfMissingTables(opened: readonly OpenedFile[], report: Report): void {
  const csvs = opened.filter(({ file }) => file.table !== null && file.year !== null)
  for (const [year, files] of Map.groupBy(csvs, ({ file }) => file.year ?? 0)) {
    const given = new Set(files.map(({ file }) => file.table))
    for (const table of Object.values(ssda903)) {
      if (given.has(table.name) || year < (table.from ?? 0)) continue
      report({
        kind: 'missing-file',
        table: table.name,
        message: `The SSDA903 of ${yearName(year)} came without its ${table.title} file. If there is nothing to report, that is all right; if there is, give the file with the others.`,
      })
    }
  }
}

function tellOfMissingLists(opened: readonly OpenedFile[], report: Report): void {
  for (const { file, recognised } of opened) {
    if (recognised.kind !== 'annex-a') continue
    const given = new Set(recognised.sheets.map((sheet) => sheet.layout.list))
    for (const list of Object.values(annexA))
      if (!given.has(list.name))
        report({
          kind: 'missing-file',
          file: file.index,
          table: list.name,
          message: `This workbook has no ${list.title}. If there are none to list, keep the sheet with its column names.`,
        })
  }
}
